using Hitl.Benchmarks.Floors;
using Hitl.TestKit.Driving;
using Npgsql;

namespace Hitl.Benchmarks.Measurements;

/// <summary>What every measurement uses: a running system, a customer with an active project, the floors.</summary>
internal sealed record Bench(HitlSystem System, Administrator Admin, Customer Customer, CustomerSite Site, string Project, BareKestrel Bare, TimeSpan Duration, Report Report)
{
    /// <summary>The system's own PostgreSQL, which the floors of writing use too.</summary>
    public string Postgres => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = int.Parse(Kept("port"), global::System.Globalization.CultureInfo.InvariantCulture),
        Username = Hitl.LocalEngine.Servers.PostgresServer.UserName,
        Password = Kept("password"),
        Database = "postgres",
    }.ConnectionString;

    private string Kept(string name) => File.ReadAllText(Path.Combine(System.DataDirectory, "postgres", name)).Trim();
}
