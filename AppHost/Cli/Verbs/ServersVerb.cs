using System.CommandLine;
using Hitl.LocalEngine.Processes;
using Hitl.LocalEngine.Servers;

namespace Hitl.Cli.Verbs;

/// <summary>PostgreSQL and RabbitMQ alone, for a run of tests.</summary>
internal static class ServersVerb
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var file = new Option<FileInfo>("--env-file") { Description = "Is written when both answer: HITL_TEST_POSTGRES and HITL_TEST_RABBITMQ, to be sourced by a shell", Required = true, HelpName = "FILE" };
        var command = new Command("servers", "Run PostgreSQL and RabbitMQ alone until told to stop") { data, file };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(data).FullName, parsed.GetRequiredValue(file).FullName, ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, string envFile, CancellationToken ct)
    {
        try
        {
            var postgresStart = PostgresServer.StartAsync(new PostgresOptions(Path.Combine(data, "postgres")), ct);
            var rabbitStart = RabbitMqServer.StartAsync(new RabbitMqOptions(Path.Combine(data, "rabbitmq")), ct);
            await using var postgres = await postgresStart;
            await using var rabbit = await rabbitStart;
            var draft = envFile + ".tmp";
            await File.WriteAllTextAsync(draft, $"export HITL_TEST_POSTGRES='{postgres.ConnectionString}'\nexport HITL_TEST_RABBITMQ='{rabbit.ConnectionString}'\n", ct);
            File.Move(draft, envFile, overwrite: true);
            await Task.WhenAny(postgres.Exited, rabbit.Exited, Task.Delay(Timeout.InfiniteTimeSpan, ct));
            return ct.IsCancellationRequested ? 0 : throw new VerbFailedException("A server ended by itself.");
        }
        catch (StartFailedException failed)
        {
            throw new VerbFailedException(failed.Message);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
    }
}
