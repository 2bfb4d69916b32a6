using FsCheck;
using FsCheck.Fluent;

namespace Hitl.Workforce.Tests.Domain.Consensus;

/// <summary>Something that holds whatever is given.</summary>
internal static class Property
{
    public static void Check<T>(Gen<T> given, Func<T, bool> holds) =>
        Prop.ForAll(Arb.From(given), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
