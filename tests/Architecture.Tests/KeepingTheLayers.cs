using System.Reflection;
using Hitl.Architecture.Tests.Rules;

namespace Hitl.Architecture.Tests;

[Parallelizable(ParallelScope.All)]
internal sealed class KeepingTheLayers
{
    private const string Examples = "Hitl.Architecture.Tests.Examples";

    private static IReadOnlyList<string> Services => Repository.Services;

    [TestCaseSource(nameof(Services))]
    public void A_layer_names_only_what_it_may(string service) =>
        Assert.That(Layers.Broken(TypeUses.Of(Repository.AssemblyOf(service)), $"Hitl.{service}"), Is.Empty);

    [TestCaseSource(nameof(Services))]
    public void A_service_names_no_other_service(string service)
    {
        var others = Services.Where(other => other != service).Select(other => $"Hitl.{other}").ToHashSet(StringComparer.Ordinal);
        var references = Assembly.LoadFrom(Repository.AssemblyOf(service)).GetReferencedAssemblies().Select(reference => reference.Name!);
        Assert.That(references.Where(others.Contains), Is.Empty);
    }

    [TestCaseSource(nameof(Services))]
    public void A_service_has_a_page_about_itself(string service) =>
        Assert.That(Repository.Files.Any(file => file.Path == $"services/{service}/README.md"), Is.True, $"services/{service}/README.md");

    [Test]
    public void The_contracts_name_no_technology_of_a_service() =>
        Assert.That(
            TypeUses.Of(Path.Combine(AppContext.BaseDirectory, "Hitl.Contracts.dll"))
                .Where(use => use.Used.StartsWith("Npgsql", StringComparison.Ordinal) || use.Used.StartsWith("MassTransit", StringComparison.Ordinal)),
            Is.Empty);

    [TestCase("Domain.NamesTheDatabaseInABody", "Npgsql.NpgsqlDataSource")]
    [TestCase("Domain.NamesTheDatabaseInALambda", "Npgsql.NpgsqlConnection")]
    [TestCase("Domain.NamesContracts", "Hitl.Contracts.Jobs.JobStatus")]
    [TestCase("Application.NamesInfrastructure", Examples + ".Infrastructure.Store")]
    [TestCase("Application.NamesTheWebInAGeneric", "Microsoft.AspNetCore.Http.IResult")]
    [TestCase("Infrastructure.NamesApi", Examples + ".Api.NamesTheDatabaseInACatch")]
    [TestCase("Reads.NamesTheBus", "MassTransit.IBus")]
    [TestCase("Api.NamesTheDatabaseInACatch", "Npgsql.PostgresException")]
    [TestCase("Part.Domain.NamesTheDatabase", "Npgsql.NpgsqlDataSource")]
    [TestCase("Part.Application.NamesAnotherPart", Examples + ".OtherPart.Domain.Named")]
    public void A_forbidden_name_is_found(string user, string used) => Assert.That(BrokenExamples(), Does.Contain($"{Examples}.{user} names {used}"));

    [TestCase("Domain.NamesOnlyWhatItMay")]
    [TestCase("Application.NamesDomain")]
    [TestCase("Infrastructure.Store")]
    [TestCase("Reads.NamesTheDatabase")]
    [TestCase("Part.Application.NamesItsDomain")]
    [TestCase("Part.Api.NamesTheWholeService")]
    public void An_allowed_name_is_not(string user) =>
        Assert.That(BrokenExamples().Where(broken => broken.StartsWith($"{Examples}.{user} ", StringComparison.Ordinal)), Is.Empty);

    private static IReadOnlyList<string> BrokenExamples() => [.. Layers.Broken(TypeUses.Of(typeof(KeepingTheLayers).Assembly.Location), Examples)];
}
