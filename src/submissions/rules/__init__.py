"""The filing rules and the tables behind them: what each mechanism asks for, who is bound by what, bodies, sessions."""
