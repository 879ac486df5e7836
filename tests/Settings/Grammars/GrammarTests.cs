using CsCheck;
using Infra.Components.Grammars;
using Infra.Stacks.Providers.Ssh;
using Infra.Stacks.Settings;
using Infra.Stacks.Settings.Reading;
using Xunit;

namespace Infra.Tests.Settings.Grammars;

/// <summary>What holds for every grammar that a setting is declared with.</summary>
public class GrammarTests
{
    private static readonly Grammar[] All =
    [
        .. new[] { typeof(ClusterSettings), typeof(TenantSettings), typeof(ExistingHost) }.SelectMany(Records)
            .SelectMany(shape => shape.Settings).SelectMany(setting => Of(setting.Form)),
    ];

    // Texts near to right ones: pieces of all that settings are made of, in any order.
    private static readonly Gen<string> Texts = Gen.Frequency(
        (4, RandomSettings.OneOf(
            "a", "main", "1", "0", "40", "110", "-1", "+1", "007", "10.0.0.0/8", "10.0.0.1", "172.16.0.0/12", "fd00::/48", "::1",
            "2001:DB8::1", "::ffff:1.2.3.4", "64:ff9b::192.0.2.33", "v1.36.4+k3s1", "v2.0.0+k3s9999", "v0.36.4+k3s1", "v1.33.9+k3s1",
            "a@b.c", "A+b@EXAMPLE.com", "k8s.example.com", "*.example.com", "xn--mnchen-3ya.de", "1.5", "1500m", "1Gi", "0.001",
            "none", "primary", "floating", "true", "https://mirror.example.com/k3s",
            "letsencrypt-staging", "example.com/team", "kubernetes.io/x", "debian-13", "cx22", "nbg1", "", "\n", new string('a', 63),
            new string('f', 64), SettingsText.Key)),
        (1, Gen.String));

    private static readonly Gen<string> Spelled = Gen.Select(Texts, Texts, Gen.Int[0, 9], Gen.Int[0, 99], Spell);

    [Fact]
    public void A_pattern_matches_whatever_the_grammar_accepts() => Spelled.Sample(
        text => Assert.All(All.Where(grammar => Accepts(grammar, text)), grammar => Assert.Matches($"^(?:{grammar.Pattern})$", text)),
        iter: 20_000);

    [Fact]
    public void A_pattern_means_the_same_in_JavaScript() => Assert.All(
        All, grammar => Assert.DoesNotMatch(@"\\[AzZG]|\(\?[<#imnsx]|\\p|\[\[", grammar.Pattern));

    [Fact]
    public void What_a_value_means_means_itself() => Spelled.Sample(
        text => Assert.All(
            All.Where(grammar => Accepts(grammar, text)).Select(grammar => (Grammar: grammar, Meaning: grammar.Meaning(text) as string)),
            pair => Assert.Equal(pair.Meaning, pair.Meaning is null ? null : pair.Grammar.Meaning(pair.Meaning))),
        iter: 5_000);

    [Fact]
    public void All_words_are_accepted() => Assert.All(
        All, grammar => Assert.All(grammar.Words, word => Assert.Null(grammar.Check(word))));

    private static string Spell(string left, string right, int kind, int at) => kind switch
    {
        0 => left + right,
        1 => $"{left}\n",
        2 => $" {left}",
        3 => left.ToUpperInvariant(),
        4 => left.Length == 0 ? right : left.Remove(at % left.Length, 1),
        5 => left.Length == 0 ? right : left.Insert(at % left.Length, "0"),
        6 => $"{left}.{right}",
        7 => $"{left}-{right}",
        8 => $"{left}/{right}",
        _ => left,
    };

    // What isn't written as the notation wants it never reaches a grammar.
    private static bool Accepts(Grammar grammar, string text) =>
        (grammar.Notation is not Notation.WholeNumber || (long.TryParse(text, out var number) && $"{number}" == text))
        && (grammar.Notation is not Notation.Flag || text is "true" or "false")
        && grammar.Check(text) is null;

    private static IEnumerable<Shape> Records(Type type) => Records(Shape.Of(type));

    private static IEnumerable<Shape> Records(Shape shape) => shape.Settings.SelectMany(setting => setting.Form switch
    {
        Form.Record record => Records(record.Shape),
        Form.List { Item: Form.Record record } => Records(record.Shape),
        _ => [],
    }).Prepend(shape);

    private static IEnumerable<Grammar> Of(Form form) => form switch
    {
        Form.Scalar scalar => [scalar.Grammar],
        Form.List list => Of(list.Item),
        Form.Map map => [map.Keys, map.Values],
        _ => [],
    };
}
