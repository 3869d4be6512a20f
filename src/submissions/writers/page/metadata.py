"""What a PDF says of itself: title, language, the organisation, whether it is confidential, and by what standards.

The engine states one standard for a file; these pages follow two, PDF/UA-1 and PDF/A-2a, so the statement is written
here, with the description of the PDF/UA property that PDF/A asks for (ISO 19005-2, 6.6.2.3). No dates: they would be
the clock's.
"""

from __future__ import annotations

from html import escape

import pydyf

from submissions.document import Document

PRODUCER = "submissions"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{organisation}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>{keywords}{dates}
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


_DATES = """
<xmp:CreateDate xmlns:xmp="http://ns.adobe.com/xap/1.0/">{day}</xmp:CreateDate>
<xmp:ModifyDate xmlns:xmp="http://ns.adobe.com/xap/1.0/">{day}</xmp:ModifyDate>"""


def packet(document: Document, conformance: str = "A", day: str = "") -> str:
    """Return what a PDF of a document says of itself, as XMP: its conformance to PDF/A-2, and perhaps its day."""
    kept = document.furniture.confidential
    return _PACKET.format(
        title=escape(document.title),
        organisation=escape(document.organisation),
        language=escape(document.language),
        producer=PRODUCER,
        keywords=f"\n<pdf:Keywords>{escape(kept)}</pdf:Keywords>" if kept else "",
        conformance=conformance,
        dates=_DATES.format(day=day) if day else "",
    )


def state_metadata(pdf: pydyf.PDF, document: Document) -> None:
    """Replace what the engine says of the file by what the document says, in both places where a PDF says it."""
    kept = document.furniture.confidential
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    stream.stream = [packet(document).encode("utf-8")]
    stream.compress = False
    pdf.info.clear()
    stated = {"Title": document.title, "Author": document.organisation, "Producer": PRODUCER}
    stated |= {"Keywords": kept} if kept else {}
    pdf.info.update({key: pydyf.String(value) for key, value in stated.items()})
    pdf.catalog["Lang"] = pydyf.String(document.language)
