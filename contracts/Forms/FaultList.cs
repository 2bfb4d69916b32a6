namespace Hitl.Forms;

/// <summary>What is wrong with one place of a form or of an answer.</summary>
/// <param name="Path">Where, as a JSON path: <c>fields[2].choices[0].value</c>, <c>annotations.boxes[1].width</c>.</param>
/// <param name="Message">What is expected there; a sentence without the place's name, such as <c>must be true or false.</c></param>
public sealed record FormFault(string Path, string Message);

/// <summary>Collects faults up to the most that are told.</summary>
internal sealed class FaultList
{
    private readonly List<FormFault> _faults = [];

    public bool IsFull => _faults.Count >= FormLimits.FaultsMax;

    public int Count => _faults.Count;

    public IReadOnlyList<FormFault> All => _faults;

    public void Add(string path, string message)
    {
        if (!IsFull) _faults.Add(new FormFault(path, message));
    }
}
