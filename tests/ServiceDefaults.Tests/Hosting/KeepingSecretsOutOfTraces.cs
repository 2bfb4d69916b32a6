using System.Diagnostics;
using Hitl.ServiceDefaults.Hosting;

namespace Hitl.ServiceDefaults.Tests.Hosting;

internal sealed class KeepingSecretsOutOfTraces
{
    private const string Secret = "4hJ_8zQx-1kQm0b3Yp7sVd2Rn5tGw9LcXeAaUuIiOoE";

    [TestCase("url.path", "/v1/work/invitations/" + Secret, "/v1/work/invitations/***")]
    [TestCase("url.path", "/v1/work/invitations/" + Secret + "/accept", "/v1/work/invitations/***/accept")]
    [TestCase("url.full", "http://127.0.0.1:5000/v1/work/invitations/" + Secret + "?x=1", "http://127.0.0.1:5000/v1/work/invitations/***?x=1")]
    [TestCase("url.path", "/v1/jobs/01a2018a-d1d6-789e-88a8-c9470f8091c8", "/v1/jobs/01a2018a-d1d6-789e-88a8-c9470f8091c8")]
    [TestCase("url.path", "/v1/files/" + Secret + "x", "/v1/files/" + Secret + "x")]
    public void What_is_as_long_as_256_bits_is_masked(string tag, string value, string shown)
    {
        using var activity = new Activity("request").Start();
        activity.SetTag(tag, value);
        using var tidying = new TraceTidying();

        tidying.OnEnd(activity);

        Assert.That(activity.GetTagItem(tag), Is.EqualTo(shown));
    }
}
