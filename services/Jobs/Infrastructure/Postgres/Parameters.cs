using Npgsql;

namespace Hitl.Jobs.Infrastructure.Postgres;

/// <summary>Parameters whose type is known at compile time: an array of nothing but nulls has a type too, and nothing is boxed.</summary>
internal static class Parameters
{
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, string name, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T>(name, value));
        return command;
    }
}
