using Hitl.Architecture.Tests.Examples.Infrastructure;
using Npgsql;

// What the rules must find: each breaks one, and most only inside of a method.
#pragma warning disable MA0047, CA1052, IDE0130, IDE0161
namespace Hitl.Architecture.Tests.Examples.Domain
{
    internal sealed class NamesTheDatabaseInABody
    {
        public static object Make() => NpgsqlDataSource.Create("Host=nowhere");
    }

    internal sealed class NamesTheDatabaseInALambda
    {
        public static Func<object> Make() => () => new NpgsqlConnection();
    }

    internal sealed class NamesContracts
    {
        public Contracts.Jobs.JobStatus Status { get; init; }
    }

    internal sealed class NamesOnlyWhatItMay
    {
        public ServiceDefaults.Results.Error? Error { get; init; }

        public IReadOnlyList<int> Numbers { get; } = [1, 2, 3];
    }
}

namespace Hitl.Architecture.Tests.Examples.Application
{
    internal sealed class NamesInfrastructure
    {
        public static async Task<string> MakeAsync()
        {
            await Task.Yield();
            return new Store().Name;
        }
    }

    internal sealed class NamesTheWebInAGeneric
    {
        public List<Microsoft.AspNetCore.Http.IResult> Results { get; } = [];
    }

    internal sealed class NamesDomain
    {
        public Domain.NamesOnlyWhatItMay? Thing { get; init; }
    }
}

namespace Hitl.Architecture.Tests.Examples.Infrastructure
{
    internal sealed class Store
    {
        public NpgsqlConnection? Connection { get; init; }

        public string Name => nameof(Store);
    }

    internal sealed class NamesApi
    {
        public static Type Which() => typeof(Api.NamesTheDatabaseInACatch);
    }
}

namespace Hitl.Architecture.Tests.Examples.Reads
{
    internal sealed class NamesTheDatabase
    {
        public NpgsqlDataSource? Database { get; init; }
    }

    internal sealed class NamesTheBus
    {
        public static Type Which() => typeof(MassTransit.IBus);
    }
}

namespace Hitl.Architecture.Tests.Examples.Api
{
    internal sealed class NamesTheDatabaseInACatch
    {
        public static bool Try(Action action)
        {
            try
            {
                action();
                return true;
            }
            catch (PostgresException)
            {
                return false;
            }
        }
    }
}

namespace Hitl.Architecture.Tests.Examples.Part.Domain
{
    internal sealed class NamesTheDatabase
    {
        public NpgsqlDataSource? Database { get; init; }
    }

    internal sealed class Named;
}

namespace Hitl.Architecture.Tests.Examples.Part.Application
{
    internal sealed class NamesAnotherPart
    {
        public OtherPart.Domain.Named? Thing { get; init; }
    }

    internal sealed class NamesItsDomain
    {
        public Domain.Named? Thing { get; init; }
    }
}

namespace Hitl.Architecture.Tests.Examples.Part.Api
{
    internal sealed class NamesTheWholeService
    {
        public Examples.Domain.NamesOnlyWhatItMay? Thing { get; init; }
    }
}

namespace Hitl.Architecture.Tests.Examples.OtherPart.Domain
{
    internal sealed class Named;
}
