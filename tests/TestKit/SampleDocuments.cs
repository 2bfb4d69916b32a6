using System.IO.Compression;
using System.Text;

namespace Hitl.TestKit;

/// <summary>A small real Word document: a heading, a list, a table, and a link that must never be followed.</summary>
public static class SampleDocuments
{
    private const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml";

    private static readonly (string Name, string Text)[] Parts =
    [
        ("[Content_Types].xml", $"""
            <Types xmlns="{Packages}/content-types">
              <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
              <Default Extension="xml" ContentType="application/xml"/>
              <Override PartName="/word/document.xml" ContentType="{WordType}.document.main+xml"/>
              <Override PartName="/word/styles.xml" ContentType="{WordType}.styles+xml"/>
              <Override PartName="/word/numbering.xml" ContentType="{WordType}.numbering+xml"/>
            </Types>
            """),
        ("_rels/.rels", $"""
            <Relationships xmlns="{Packages}/relationships">
              <Relationship Id="r1" Type="{Relations}/officeDocument" Target="word/document.xml"/>
            </Relationships>
            """),
        ("word/_rels/document.xml.rels", $"""
            <Relationships xmlns="{Packages}/relationships">
              <Relationship Id="r1" Type="{Relations}/styles" Target="styles.xml"/>
              <Relationship Id="r2" Type="{Relations}/numbering" Target="numbering.xml"/>
              <Relationship Id="r3" Type="{Relations}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>
            </Relationships>
            """),
        ("word/styles.xml", $"""
            <w:styles xmlns:w="{Main}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>
            """),
        ("word/numbering.xml", $"""
            <w:numbering xmlns:w="{Main}">
              <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
              <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            </w:numbering>
            """),
        ("word/document.xml", $"""
            <w:document xmlns:w="{Main}" xmlns:r="{Relations}"><w:body>
              <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Mark the animals</w:t></w:r></w:p>
              <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Cats first</w:t></w:r></w:p>
              <w:tbl><w:tr><w:tc><w:p><w:r><w:t>paws</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>four</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
              <w:p><w:hyperlink r:id="r3"><w:r><w:t>more</w:t></w:r></w:hyperlink></w:p>
            </w:body></w:document>
            """),
    ];

    /// <summary>The bytes of the document.</summary>
    public static byte[] Word()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
