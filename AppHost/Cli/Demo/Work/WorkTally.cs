using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hitl.Cli.Demo.Work;

/// <summary>What one person has done.</summary>
internal sealed record PersonTally(string Name)
{
    public int Answers { get; set; }

    public int Skips { get; set; }

    public int Releases { get; set; }

    public int Differing { get; set; }
}

/// <summary>What the demo's people have done, counted by themselves: the system's own count must come to the same.</summary>
internal sealed class WorkTally(int people)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<Guid, ConcurrentBag<int>> _answers = new();
    private readonly ConcurrentDictionary<Guid, int> _dissenters = new();

    public IReadOnlyList<PersonTally> People { get; } = [.. Enumerable.Range(1, people).Select(number => new PersonTally($"ann-{number:00}"))];

    public TimeSpan Elapsed => _clock.Elapsed;

    public int Answers => People.Sum(person => person.Answers);

    /// <summary>The people by whom each job was answered.</summary>
    public IReadOnlyDictionary<Guid, ConcurrentBag<int>> ByJob => _answers;

    /// <summary>Whether this person is the one who answers a disputed job differently: whoever comes to it first.</summary>
    public bool Dissents(int person, Guid jobId) => _dissenters.GetOrAdd(jobId, person) == person;

    public void Answered(int person, Guid jobId, bool differently)
    {
        _answers.GetOrAdd(jobId, _ => []).Add(person);
        People[person].Answers++;
        if (differently) People[person].Differing++;
    }
}
