using Hitl.Contracts.Files;
using Hitl.ServiceDefaults.Outbound;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Files.Application;

/// <summary>Why a URL gave no file: the reasons of <see cref="OutboundCodes"/>, and these.</summary>
internal static class FetchErrors
{
    /// <summary>One reply for another account's file, and for one that never was.</summary>
    public static readonly FailedFetch UnknownFile = new("file_unknown", "There is no such file of this account.");

    public static readonly FailedFetch WrongContent = new("wrong_content", "The contents are not what the file's extension says.");

    public static readonly FailedFetch GroupTooLarge = new(OutboundCodes.TooLarge, "The files of one job are too large together.");

    public static readonly FailedFetch UnknownSize = new(
        "size_unknown", "The server does not say how large the file is: attach a copy instead of a reference, or send Content-Length.");

    /// <summary>The disk is full or gone.</summary>
    public static readonly Error StorageDown = new(ErrorKind.Unavailable, "storage_unavailable", "Files cannot be stored now. Try again soon.");

    /// <summary>The programs that look into media are missing or overloaded.</summary>
    public static readonly Error MediaDown = new(ErrorKind.Unavailable, "media_unavailable", "Media cannot be looked into now. Try again soon.");

    public static FailedFetch Of(OutboundFailure failure) => new(failure.Code, failure.Message);

    public static FailedFetch WrongExtension(IEnumerable<string> allowed) => new(
        OutboundCodes.UrlExtension, $"The URL's path, or the file name that the server gives, must end in one of: {string.Join(", ", allowed)}.");

    /// <summary>The same code for each kind, and a sentence that says what the kind takes.</summary>
    public static FailedFetch NotA(AttachmentKind kind) => WrongContent with
    {
        Message = "The contents are not " + kind switch
        {
            AttachmentKind.Text => "text: UTF-8 without NUL characters.",
            AttachmentKind.Image => "an image: PNG, JPEG, GIF or WebP.",
            AttachmentKind.Video => "a video that can be played: MP4, WebM, QuickTime or Ogg.",
            AttachmentKind.Audio => "audio that can be played: MP3, WAV, Ogg, FLAC, M4A, AAC or WebM.",
            AttachmentKind.Pdf => "a PDF that can be opened without a password.",
            AttachmentKind.Website => "a website.",
        },
    };
}
