using Hitl.Contracts.Files;
using Hitl.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;

namespace Hitl.Workforce.Reads;

/// <summary>Makes the URLs by which an annotator reads files.</summary>
internal sealed class FileUrls(IOptions<PublicOptions> addresses, IOptions<AuthOptions> auth, TimeProvider time)
{
    public string UrlOf(Guid fileId, Guid annotatorId)
    {
        var grant = FileGrant.Sign(auth.Value.SigningKey, fileId, annotatorId, time.GetUtcNow());
        return $"{addresses.Value.PublicUrl.TrimEnd('/')}/v1/files/{fileId}?grant={grant}";
    }

    public AssignmentFile FileOf(StoredFile file, Guid annotatorId) =>
        new(file.FileId, UrlOf(file.FileId, annotatorId), file.ContentType, file.Size, file.Name, file.Media);

    public AssignmentAttachment AttachmentOf(Attachment attachment, Guid annotatorId)
    {
        var file = attachment.File is { } stored ? FileOf(stored, annotatorId) : null;
        return new AssignmentAttachment(attachment.Kind, attachment.Text, file is null ? attachment.Url : file.Url, file);
    }
}
