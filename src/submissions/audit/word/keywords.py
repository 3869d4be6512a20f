"""The words that the formats of Word themselves use as values: a colour `green` is nobody's name."""

from __future__ import annotations

# The enumerations of ECMA-376 Part 1 (WordprocessingML, DrawingML) and Part 4 (VML), without names of art borders and
# preset shapes. Some of them are names of people as well; they are left out only where no one can type a text.
KEYWORDS = frozenset(
    """
    above accent1 accent2 accent3 accent4 accent5 accent6 activeBorder activeCaption addressBook administrators
    after aiueo aliceBlue all allLines allPages allPts Always always angle antiqueWhite antsBlack antsRed any
    appWorkspace aqua aquamarine arabicAbjad arabicAlpha arabicParenR arabicPeriod arabicPlain arc around arrow
    artDeco atLeast atMost auto autoExp autofit autoText autoTxt azure back background backwardCompatible
    bahtText balanced bar base basedOn baseline before begin beige below beneathText bestFit bevel bg bg1 bg2 bi
    bib bidi bisque Bitmap bl black blackGray blackWhite blanchedAlmond blinkBackground block blue blueViolet
    bot both bothSides bottom bottomMargin boundingBox boundingCube br brightRoom brown btLr btnFace
    btnHighlight btnShadow btnText bullet bullseye burlyWood cadetBlue calculated callout canvas captionText
    cardinalText catalog category categoryEl center centered centerGroup character chartreuse chicago chilly
    chineseCounting chocolate chosung circle classic clean clear clip clr collapse colon color cols column comma
    comments compatibilityMode compressPunctuation connector cont Content content contentLocked contextual
    contextualDiscretional contextualHistorical continuationNotice continuationSeparator continue continuous
    contrasting contributors convex coolSlant coral cornflowerBlue cornsilk coverPg crimson cross cs ctr curly
    current currentDate currentTime curved custBib custEq custFtrs custHdrs custom custTbls custWatermarks cyan
    cycle darkBlue darkCyan darken darkenLess darkGoldenrod darkGray darkGreen darkGrey darkKhaki darkMagenta
    darkOrange darkOrchid darkRed darkSalmon darkTurquoise darkViolet darkYellow dash dashDot dashedHeavy
    dashHeavy dashHorz dashLong dashVert database date dateTime dbColumn dbl dblStrike dec decimal decimalZero
    decorative deepPink def default diagBrick diagCross diagStripe diamond dimGray dimGrey dirty discretional
    dist distribute distributeLetter distributeSpace divot dk1 dk2 dkBlue dkCyan dkEdge dkGoldenrod dkGray
    dkGreen dkGrey dkHorz dkKhaki dkMagenta dkOrange dkOrchid dkRed dkSalmon dkTurquoise dkVert dkViolet dnDiag
    docEnd docParts dodgerBlue dollarText dontAllow dot dotDash dotDmnd dotGrid dotted dottedHeavy double
    double-struck drawingRelative drop dxa eachPage eachSect eastAsia eaVert edit editors elbow ellipsis eMail
    email Embed emboss emDash end enDash envelopes eq even evenPage everyone exact false fax firebrick first
    firstCol firstPage firstRow fixed flat flood floralWhite folHlink followedHyperlink font forestGreen formFld
    formLetters forms fraktur frame freezing front ftrs fuchsia fullPage gainsboro ganada GBK ghostWhite glow
    gold goldenrod gradient gradientCenter gradientRadial gradientUnscaled gramEnd gramStart gray grayOutline
    grayScale grayText grayWhite green greenYellow gregorian gregorianArabic gregorianUs grey gridLegend
    hardEdge harsh hash hdrs heavy hebrew hex hidden highContrast highKashida highlight highlightText hijri
    hindiConsonants hindiCounting hindiNumbers hindiVowels historical historicalDiscretional hlink honeydew horz
    horzBrick horzCross horzStripe hotLight hotPink hqprint hybridMultilevel hyperlink hyphen Icon icon
    ideographDigital ideographTraditional ideographZodiac ignore in inactiveBorder inactiveCaption indent
    indianRed indigo infoBk infoText inline inside insideMargin inverseGray invGray iroha ivory japan
    japaneseCounting japaneseLegal just justLow khaki korea koreanCounting koreanDigital koreanLegal landscape
    largest lastCol lastRow lavender lavenderBlush lawnGreen left leftMargin legacy legacyMatte legacyMetal
    legacyPlastic legacyWireframe lemonChiffon letter lg lgCheck lgConfetti lgDash lgGrid lightBlue lightCoral
    lightCyan lighten lightenLess lightGray lightGreen lightGrey lightPink lights lightSalmon lightYellow lime
    limeGreen lin line linear linen lines linesToChars lining Link long lowerLetter lowerRoman lowKashida lr
    lrTb lrTbV lrV lt1 lt2 ltBlue ltCoral ltCyan ltGray ltGreen ltGrey ltHorz ltPink ltr ltSalmon ltVert
    ltYellow lvlOne macintosh magenta mailingLabels major majorAscii majorBidi margin maroon master masterPages
    match matte med medAquamarine medBlue medium mediumAquamarine mediumBlue mediumKashida mediumOrchid
    mediumPurple mediumTurquoise medOrchid medPurple medTurquoise menu menuBar menuHighlight menuText metal
    middle middleDot midnightBlue minor minorAscii minorBidi mintCream mistyRose miter moccasin modern
    mongolianVert monospace morning mult multilevel name narHorz narrow narVert native navajoWhite navy neCell
    never newDocument newPage newSection next nextColumn nextPage nextTo nil noBar none norm normal noStrike
    notBeside nothing notSpecified null num number numbering numTab nwCell obliqueBottom obliqueLeft
    obliqueRight obliqueTop odbc oddPage off oldLace oldStyle olive oliveDrab on OnCall onCall one open openDmnd
    orange orangeRed orchid ordinal ordinalText orgchart orthographicFront outline outside outsideMargin oval
    over overflow overlap owners page pageBottom paleGoldenrod paleGreen paleTurquoise papayaWhip paragraph
    parallel pattern pct peachPuff period perspective perspectiveAbove perspectiveBelow perspectiveFront
    perspectiveLeft perspectiveRelaxed perspectiveRight peru pg pgNum pgNumB pgNumT phClr Picture pink
    PlaceHolder placeholder plaid plastic plum portrait powder powderBlue preserve prev print printer priority
    proportional purple query radial readOnly rect rectole red regular relaxedInset repeat Requires rest restart
    riblet right rightMargin rightVertical rl rlV rnd roman rosyBrown round rows royalBlue rsaAES rsaFull rtl
    russianLower russianUpper saddleBrown saka salmon sandyBrown sans-serif screen script scrollBar sdtLocked
    seaGreen seaShell seCell sectEnd segments separate separator series seriesEl shape shapeRelative sheet
    shimmer shingle short sib sienna sigma silver single singleLevel skw skyBlue slateBlue slateGray slateGrey
    slope sm small smCheck smConfetti smGrid sng sngStrike snow soft softEdge softmetal softRound solid
    solidDmnd sp space sparkle spellEnd speller spellStart sphere spreadsheet springGreen sq square stacked
    standard standardContextual standardDiscretional standardHistorical start stealth steelBlue straight strict
    subscript subSup sunrise sunset superscript swCell swiss sysDash sysDot tab table tabular tags taiwan
    taiwaneseCounting taiwaneseDigital tan tb tblPrEx tbLrV tbls tbRl tbRlV tbV teal text textboxes textButton
    textChevron textCircle textDeflate textFile textFit textInflate textPlain textStop textTriangle textWrapping
    thai thaiCounting thaiDist thaiDistribute thaiLetters thaiNumbers thick thickThin thinThick thinThin thistle
    threePt through tight tile tl tomato toolbar top topMargin tr trackedChanges transitional translucentPowder
    tree trellis tri triangle true turquoise twoPt tx1 tx2 txtBox type typeAny umalqura underDot underscore
    undOvr undrawn unlocked upDiag upperLetter upperRoman user userA userB variable venn vert vertStripe
    vietnameseCounting view violet warmMatte watermarks wave wavy wavyDbl wavyDouble wavyHeavy weave web wheat
    white whiteSmoke wholeTable wide window windowFrame windowText wireFrame words wrapNone wrapTopAndBottom XY
    xy yellow yellowGreen YZ zigZag ZX
    """.split()  # noqa: SIM905
)
