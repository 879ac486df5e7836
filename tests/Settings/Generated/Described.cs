using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Infra.Components.Grammars;
using Infra.Stacks.Settings.Grammars;
using Infra.Stacks.Settings.Reading;
using Infra.Stacks.Settings.Rules;

namespace Infra.Tests.Settings.Generated;

/// <summary>What people read about a setting, from its declaration.</summary>
internal static partial class Described
{
    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Read = [];

    /// <summary>The summary of a property or a record, with code between backticks.</summary>
    public static string Summary(MemberInfo member)
    {
        var name = member is Type type ? $"T:{type.FullName}" : $"P:{member.DeclaringType!.FullName}.{member.Name}";
        var text = Comments(member.Module.Assembly)[name].Element("summary")!.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XText plain => plain.Value,
            _ => throw new InvalidOperationException($"{name}: a setting's summary is text and <c>code</c> alone, but has {node}."),
        });
        return Spaces().Replace(string.Concat(text), " ").Trim();
    }

    /// <summary>A text without Markdown's marks.</summary>
    public static string Plain(string text) => Links().Replace(text, "$1").Replace("`", "", StringComparison.Ordinal);

    /// <summary>What holds without the setting: <c>required</c>, or its default.</summary>
    public static string Default(Setting setting) => setting switch
    {
        { IsRequired: true } => "required",
        { Only.Missing: not null } => $"required with {setting.Only.Provider.Word}",
        { Notes.Default: { } words } => words,
        { Form: Form.Record, Default: not null } => "",
        { Default: null } or { Default: IEnumerable and not string } => "none",
        { Default: bool or Enum } => $"`{Word(setting.Default)}`",
        _ => $"`{Convert.ToString(setting.Default, CultureInfo.InvariantCulture)}`",
    };

    /// <summary>The rules beyond the type; empty for none.</summary>
    public static string Rules(Setting setting) => string.Join("; ", new[]
    {
        setting.Only is { } only ? $"{only.Provider.Word} only" : null,
        setting is { Form: Form.List, IsRequired: true } ? "at least one" : null,
        GrammarOf(setting.Form)?.Rules,
    }.OfType<string>().Concat(Asked(setting)));

    /// <summary>What rules about several values ask of it.</summary>
    private static IEnumerable<string> Asked(Setting setting) => SettingsRule.All.SelectMany(rule => rule.Asks)
        .Where(asks => (asks.Record, asks.Property) == (setting.Property.DeclaringType, setting.Property.Name))
        .Select(asks => asks.Words).Distinct();

    private static Grammar? GrammarOf(Form form) => form switch
    {
        Form.Scalar scalar => scalar.Grammar,
        Form.List list => GrammarOf(list.Item),
        Form.Map map => map.Keys,
        _ => null,
    };

    private static string Word(object value) => value is Enum member ? Choice.WordOf(member) : (bool)value ? "true" : "false";

    private static Dictionary<string, XElement> Comments(Assembly assembly)
    {
        lock (Read)
        {
            if (!Read.TryGetValue(assembly, out var comments))
            {
                Read[assembly] = comments = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
                    .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
            }

            return comments;
        }
    }

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
