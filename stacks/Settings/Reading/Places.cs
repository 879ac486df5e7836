namespace Infra.Stacks.Settings.Reading;

/// <summary>Where the records that were read, and their values, stand.</summary>
internal sealed class Places
{
    private readonly Dictionary<object, (Place Own, Dictionary<string, Place> Values)> _records = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Setting Setting, Place Place)> _all = [];

    /// <summary>All settings of all records, given or not.</summary>
    public IReadOnlyList<(Setting Setting, Place Place)> All => _all;

    public Place Of(object record) => _records[record].Own;

    /// <summary>The place of a property's value.</summary>
    public Place Of(object record, string property) => _records[record].Values[property];

    public void Add(object record, Place place) => _records.Add(record, (place, []));

    public void Add(object record, Setting setting, Place place)
    {
        _records[record].Values.Add(setting.Property.Name, place);
        _all.Add((setting, place));
    }
}
