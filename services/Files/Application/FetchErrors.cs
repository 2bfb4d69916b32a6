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

    /// <summary>The disk is full or gone.</summary>
    public static readonly Error StorageDown = new(ErrorKind.Unavailable, "storage_unavailable", "Files cannot be stored now. Try again soon.");

    public static FailedFetch Of(OutboundFailure failure) => new(failure.Code, failure.Message);

    public static FailedFetch WrongExtension(IEnumerable<string> allowed) => new(
        OutboundCodes.UrlExtension, $"The URL's path, or the file name that the server gives, must end in one of: {string.Join(", ", allowed)}.");
}
