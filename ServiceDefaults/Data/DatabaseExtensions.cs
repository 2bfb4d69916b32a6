using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Hitl.ServiceDefaults.Data;

/// <summary>Registers a service's own database.</summary>
public static class DatabaseExtensions
{
    /// <summary>The connection string's name, in every service.</summary>
    public const string ConnectionName = "db";

    internal static void AddDatabase(this IHostApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());

        var connectionString = builder.Configuration.GetConnectionString(ConnectionName)
            ?? throw new InvalidOperationException($"ConnectionStrings:{ConnectionName} is not set. Start the system with ./hitl up.");
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Every statement is a constant of ours: prepared at its second use, it is planned once a connection.
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            ApplicationName = builder.Environment.ApplicationName,
        };
        builder.Services.AddSingleton(new DatabaseSettings(settings.ConnectionString));
        // Created by a factory, so that the container closes the pool when the service stops.
        builder.Services.AddSingleton(_ => Build(settings.ConnectionString));
        builder.Services.AddScoped<UnitOfWork>();
        builder.Services.AddSingleton<Migrator>();
    }

    private static NpgsqlDataSource Build(string connectionString)
    {
        var source = new NpgsqlDataSourceBuilder(connectionString) { Name = ConnectionName };
        // Polling in the background belongs to nobody's trace and would drown those of requests.
        source.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => System.Diagnostics.Activity.Current is not null));
        return source.Build();
    }

    /// <summary>Npgsql gives timestamptz as a UTC DateTime; we only ever speak of instants.</summary>
    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTime utc => new DateTimeOffset(utc, TimeSpan.Zero),
            DateTimeOffset instant => instant,
            _ => throw new InvalidCastException($"{value.GetType()} is not an instant."),
        };

        public override void SetValue(System.Data.IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = value.UtcDateTime;
    }
}

/// <summary>The whole connection string; a data source only shows it without the password.</summary>
public sealed record DatabaseSettings(string ConnectionString)
{
    // The generated one would print the password.
    public override string ToString() => nameof(DatabaseSettings);
}
