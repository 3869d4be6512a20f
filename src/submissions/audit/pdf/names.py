"""The names that the format itself uses, so that only names that somebody chose are searched."""

from __future__ import annotations

import re

from submissions.audit.pdf.glyphs import letter_of

STANDARD = frozenset(
    """
    A AA AC AF AFRelationship AIS AN AP AS AcroForm Action ActualText Alt Alternate AlternateSpace Alternates
    Alternative Annot Annots Arial Art ArtBox Artifact Ascent Aside Attached Author AuthEvent AvgWidth B BBox BC BE
    BG BG2 BM BS Background BackgroundColor BaseEncoding BaseFont BaseState BaselineShift BibEntry BitsPerComponent
    BitsPerCoordinate BitsPerFlag BitsPerSample BlackIs1 BlackPoint BleedBox Block BlockAlign BlockQuote Bookmark
    Border BorderColor BorderStyle BorderThickness Bottom Bounds BoundingBox Btn Butt ByteRange C CA CCITTFaxDecode
    CF CFM CI CIDFontType0 CIDFontType0C CIDFontType2 CIDInit CIDSet CIDSystemInfo CIDToGIDMap CJK CMYK CO CP CS CT
    CapHeight Caption Caret Catalog Category Center Ch CharProcs CharSet CheckSum Circle ClassMap Code ColSpan
    Collection Color ColorBurn ColorDodge ColorSpace ColorTransform Colorants Colors Column ColumnCount ColumnGap
    ColumnWidths Columns Compatible Confidential Configs ContactInfo Contents Coords CosineDot Count CreationDate
    Creator CropBox Crypt D DA DCTDecode DL DP DR DS DV DW DW2 Darken Date Dashed Decimal Decode DecodeParms Default
    DefaultCMYK DefaultForm DefaultGray DefaultRGB DescendantFonts Desc Descent Dest DestOutputProfile Dests
    DeviceCMYK DeviceGray DeviceN DeviceRGB Diff Difference Differences Direction DisplayDocTitle Div DocMDP
    Document DocumentFragment Domain Dotted Double Dur E EF EarlyChange Em EmbeddedFile EmbeddedFiles Encode
    EncodedByteAlign Encoding Encrypt EncryptMetadata End EndIndent EndOfBlock EndOfLine Event Exclusion Export
    ExtGState Extend Extends Extensions F FDF FENote FFilter FL FS FT Ff Fields Figure FileAttachment Filespec
    Filter First FirstChar Fit FitB FitBH FitBV FitH FitR FitV FitWindow FixedPrint Flags FlateDecode Font FontBBox
    FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Footer Form
    FormType Formula FreeText Function FunctionType Functions G GTS_PDFA1 GTS_PDFX Gamma Generic GoTo GoToE GoToR
    Gray Group H H1 H2 H3 H4 H5 H6 HT HardLight Header Headers Height Helv Helvetica Hidden HideMenubar HideToolbar
    HideWindowUI Highlight Hue I IC ICCBased ID IDTree IF IM IRT IT IX Icon Identity Identity-H Identity-V Image
    ImageB ImageC ImageI ImageMask ImportData Index Indexed Info Ink InkList InlineAlign Inline Insert Inset Intent
    Interpolate Invisible Isolated Issuer ItalicAngle JBIG2Decode JBIG2Globals JPXDecode JS JavaScript Justify K
    Keywords Kids Knockout L L2R LBody LC LE LI LJ LL LLE LLO LW LZWDecode Lab Lang Language Last LastChar
    LastModified LastPage Launch Layout Lbl Leading Left Legal Length Length1 Length2 Length3 Level1 Lighten Limits
    Line LineArrow LineHeight LineThrough Linearized Link List ListMode ListNumbering Location Lock Locked
    Luminosity M MCID MCR MK ML MMType1 MacExpertEncoding MacRomanEncoding Mark MarkInfo MarkStyle Marked Mask
    Matrix Matte MaxLen MaxWidth Measure MediaBox Metadata Middle MissingWidth Mix ModDate Movie Multiply N NChannel
    NM NS Name Named Names Namespace Namespaces NeedAppearances NeedsRendering NewWindow Next NextPage NoRotate
    NoView NonFullScreenPageMode NonStruct None Normal Note Num NumCopies Nums O OBJR OC OCG OCGs OCMD OCProperties
    OFF ON OP OPM OPI OS ObjStm Object Obj Off Open OpenAction OpenArrow OpenType Opt Order Ordering Ordered Oblique
    Outlines OutputCondition OutputConditionIdentifier OutputIntent OutputIntents Outset Overlay Overline P PCM PDF
    PS PZ Padding Page PageElement PageLabel PageLabels PageLayout PageMode Pages Pagination PaintType Panose
    Paragraph Params Parent ParentTree ParentTreeNextKey Part Pattern PatternType Perceptual Perms Pg PieceInfo
    Placement Point Polygon PolyLine Popup Position Predictor Prev PrevPage Print PrintArea PrintClip PrintScaling
    PrintState PrinterMark Private ProcSet Producer Proofing Properties Push Q QuadPoints Quote R R2L RB RBGroups RC
    RD RF RI RP RT RV Range Rect Redact Ref Reference Registry RegistryName RelativeColorimetric Rendition
    Renditions ResetForm Resources Resolution Reason Ridge Right Role RoleMap RoleMapNS Root Rotate Round Row
    RowSpan Rows Ruby RubyAlign RubyPosition RunLengthDecode S SMask SMaskInData SA SE SM SP SS ST Saturation Schema
    Scope Screen Sect Separation SetOCGState Shading ShadingType Sig SigFieldLock SigRef Signature Silent SinglePage
    Size Smask SoftLight Solid Sound SpaceAfter SpaceBefore SpawnTemplate Span Square Squiggly Stamp Standard
    StandardEncoding Start StartIndent State StdCF Stem StemH StemV StmF StmOwn StrF StrikeOut Strong StructElem
    StructParent StructParents StructTreeRoot Style Sub SubFilter Subform Subj Subject SubmitForm Subset Subtitle
    Subtype Summary Supplement Suspects Sy T TB TBody TBorderStyle TD TFoot TH THead TI TK TM TOC TOCI TP TPadding
    TR TR2 TU Tabs Table Template Text TextAlign TextDecorationType TextIndent TextPosition Thumb Title Toggle Top
    TR Trans TransformMethod TransformParams Transparency TrapNet Trapped TrimBox Truth True TrueType TwoColumnLeft
    TwoColumnRight TwoPageLeft TwoPageRight Tx Type Type0 Type1 Type1C Type3 U UCR UCR2 UF UR3 URI URL Underline
    Unix Unknown Unordered Unspecified Usage UseAttachments UseCMap UseNone UseOC UseOutlines UseThumbs User
    UserProperties UserUnit V VE VP Version Vertices Viewport ViewArea ViewClip ViewState ViewerPreferences Visible
    VisiblePages W WMode WP Warichu Watermark WhitePoint Widget Width Widths WinAnsiEncoding WritingMode X XFA
    XHeight XML XObject XRef XRefStm XStep XYZ YStep Zoom Z ca op pb sRGB GS0 GS1 CS0 CS1 Fm0 Fm1 MC0 MC1 T1_0 TT0
    TT1 C0_0 Courier Times Times-Roman ZapfDingbats Symbol ZaDb Adobe.PPKLite Adobe.PPKMS adbe.pkcs7.detached
    adbe.pkcs7.sha1 ETSI.CAdES.detached Prop_Build App Filter PubSec DigestMethod Data Entrust.PPKEF Off Yes No On
    Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha Disc Both Table
    """.split()  # noqa: SIM905 - a table to be read
)

_MADE = re.compile(
    r"[A-Za-z]{1,4}[-_.]?\d{1,6}([-_.]\d+)*|\d+|[gG](lyph|id)?\d+|cid\d+|index\d+|a\d*\.\d+|[A-Z]{6}|Im(age)?\d+|Font\d+"
)


def is_chosen(name: str) -> bool:
    """Tell whether somebody may have chosen a name: neither the format nor a program's counting made it."""
    return not (len(name) < 2 or name in STANDARD or _MADE.fullmatch(name) or letter_of(name))
