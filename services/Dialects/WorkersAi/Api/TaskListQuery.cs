using System.Globalization;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Api;
using Hitl.Dialects.Domain;
using Hitl.Dialects.WorkersAi.Application;
using Hitl.Dialects.WorkersAi.Domain;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.WorkersAi.Api;

/// <summary>Reads the parameters of a list. A parameter without a value counts as none; what nobody knows does not matter.</summary>
internal static class TaskListQuery
{
    public const string Limit = "limit";
    public const string After = "after";

    private const int LimitMax = 100;

    public static Result<TaskFilter> Read(IQueryCollection query, Caller caller)
    {
        // A form's rules: params[categories][]=big, and JSON as a string as well.
        var (tree, odd) = FormTree.Of(query);
        if (odd is not null) return Invalid($"{odd} does not fit the parameters beside it.");
        var given = new GivenParameters(tree);
        var type = given.Text("task_type");
        var limit = IntegerOf(given, Limit);
        var after = AfterOf(given);
        var filter = new TaskFilter
        {
            Jobs = new FindJobs
            {
                AccountId = caller.RequiredAccountId,
                Dialect = WorkersAiDialect.Name,
                // Each mode has its own tasks: a test key lists none that people answer.
                IsTest = caller.IsTest,
                // Of a type that nobody knows there is no task.
                Type = type is null ? null : TaskType.Find(type)?.Name ?? type,
                After = after,
                Limit = limit ?? LimitMax,
            },
            Instruction = given.Text("instruction"),
            CallbackUrl = given.Text("callback_url"),
            Params = WantedOf(given, "params"),
            Metadata = WantedOf(given, "metadata"),
        };
        return given.Faults is { } faults ? Invalid(faults) : filter;
    }

    private static JsonObject? WantedOf(GivenParameters given, string name) => given.Object(name) is { Count: > 0 } wanted ? wanted : null;

    private static int? IntegerOf(GivenParameters given, string name)
    {
        if (given.Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= LimitMax) return number;
        given.Refuse(name, $"must be an integer from 1 to {LimitMax}.");
        return null;
    }

    private static Guid? AfterOf(GivenParameters given)
    {
        if (given.Text(After) is not { } text) return null;
        if (Guid.TryParse(text, out var id)) return id;
        given.Refuse(After, "must be the external_id of a task.");
        return null;
    }

    private static Error Invalid(string faults) => new(ErrorKind.Invalid, "invalid_request", faults);
}
