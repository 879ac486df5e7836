using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;

namespace Infra.Tests.Settings;

/// <summary>Valid settings in which one to three values are spelled oddly: most are wrong then, and some still pass.</summary>
internal static class OddSettings
{
    // The values that are tried at a place, as they are or misspelled; some fit one provider or kind of network only.
    private static readonly (string Path, string[] Values)[] Places =
    [
        ("cluster.k3sVersion",
        [
            "v1.36.4+k3s1", "v1.036.4+k3s1", "v1.36.4+k3s0", "v01.36.4+k3s1", "v1.36.04+k3s1", "v1.36.4+k3s01", "v1.36.4+k3s1\n",
            "v1.34.0+k3s999", "v999.999.999+k3s999", "v9999.9999.9999+k3s9999", "v1.99999.1+k3s1", "v2.0.0+k3s1", "v1.36.4-rc1+k3s1",
        ]),
        ("cluster.k3sInstallerSha256", [new('a', 64), new('F', 64), new('0', 64), $"{new string('0', 64)}\n"]),
        ("cluster.k3sMirror",
            ["https://mirror.example.com/k3s", "https://10.0.0.2:8443/k3s/", "http://mirror.example.com", "https://u:p@m/k3s"]),
        ("cluster.location", ["nbg1", "hel1", "ash", "sin", "xyz9", "nbg01"]),
        ("cluster.image", ["debian-13", "114690387", "ubuntu-24.04", "0", "-"]),
        ("cluster.network", ["private", "public"]),
        ("cluster.network.range", ["10.0.0.0/8", "10.0.0.0/24", "10.00.0.0/16", "192.168.0.0/16", "172.16.0.0/12", "10.0.0.0/016"]),
        ("cluster.controlPlane.serverType", ["cx22", "cpx1-", "cax41", "a0"]),
        ("cluster.controlPlane.endpoint",
            ["k8s.example.com", "203.0.113.9", "2001:db8::9", "2001:DB8:0::9", "::ffff:1.2.3.4", "K8S.example.com", "1.example.com"]),
        ("cluster.controlPlane.entry", ["1", "01", "2", "+3", "3"]),
        ("cluster.controlPlane.count", ["1", "3", "01", "+1", " 3"]),
        ("cluster.controlPlane.openToTheWorld", ["true", "false"]),
        ("cluster.controlPlane.rebuild.why", ["x", "\n", "'$(id)'", "\0", "ß\u2028"]),
        ("cluster.controlPlane.rebuild.server", ["1", "2", "3"]),
        ("cluster.administrators.cidrs",
            ["[\"0.0.0.0/0\"]", "[\"::/0\"]", "[\"2001:DB8::/32\"]", "[\"203.0.113.7/32\", \"::1/128\"]", "[]"]),
        ("cluster.administrators.sshPublicKeys", [$"[\"{SettingsText.Key}\"]", "[]"]),
        ("cluster.certificates.email", ["a@b.c0", "A.B+c@EXAMPLE.com", "'@example.com", "{x}@example.com", "a@1.2"]),
        ("cluster.certificates.issuer", ["letsencrypt", "self-signed"]),
        ("cluster.protect", ["true", "false"]),
        ("cluster.bgp.asn", ["1", "4294967294", "0064512"]),
        ("tenants[0].name", ["a", "x-1", "null", "y", "true", "a--b", "aaaaaaaaaaaaaaaaaaaaaaaa"]),
        ("tenants[0].serverType", ["cx22", "ccx63", "unknown-9"]),
        ("tenants[0].location", ["hel1", "ash", "xyz9"]),
        ("tenants[0].address", ["primary", "floating", "198.51.100.77", "2001:db8:9::1", "2001:DB8:9::0001", "198.51.100.077", "::1"]),
        ("tenants[0].domains",
            ["[\"xn--mnchen-3ya.example.com\"]", "[\"*.a-b.example.com\"]", "[\"1.2.3.example\"]", "[\"a.b\", \"*.a.b\"]", "[]"]),
        ("tenants[0].quota.cpu", ["1", "0.001", "000001", "1.50", "999999999m", "1e3", "0.5", "999999"]),
        ("tenants[0].quota.memory", ["1", "0.5Gi", "000000000000001Mi", "999999999999999Ti", "128.000Mi", "0.001", "1e9", "2Gi"]),
        ("tenants[0].quota.ephemeralStorage", ["1Ki", "0.1k", "999999999999999Ti"]),
        ("tenants[0].quota.storage", ["1", "40Gi", "0.001Ki"]),
        ("tenants[0].quota.pods", ["1", "110", "040", "+7"]),
        ("tenants[0].labels",
            ["{\"a\": \"\"}", "{\"example.com/team\": \"1.0\"}", "{\"team\": \"007\"}", "{\"team\": 7}", "{\"A.b_c\": \"null\"}"]),
        ("tenants[0].privateAddress", ["10.0.0.77", "172.16.3.4", "172.16.003.4", "10.0.255.254"]),
        ("tenants[0].placementGroup", ["none", "1", "40", "040"]),
        ("tenants[0].rebuild", ["x", "2026-11-22", "\"\\u0000\"", "\n", "7"]),
        ("tenants[0].host", ["192.0.2.9", "192.0.2.09"]),
        ("tenants[0].host.user", ["root", "_a", "a-", "x"]),
        ("tenants[0].host.port", ["22", "022", "65535", "+22", "2222"]),
        ("tenants[0].host.memory", ["1", "2147483647", "0001024"]),
        ("tenants[0].host.reinstalled", ["x", "\n", "'"]),
        ("tenants[0].host.hostKey", [SettingsText.Key, $"{SettingsText.Key} \ud83d\ude00", $"{SettingsText.Key}\n"]),
        ("tenants[0].host.ipv6Address", ["2001:db8::99", "2001:DB8::99", "::1", "fe80::1", "::ffff:192.0.2.1", "64:ff9b::192.0.2.33"]),
        ("tenants[0].host.privateAddress", ["172.16.1.77", "172.16.1.077"]),
        ("tenants[0].host.bastion.address", ["bastion.example.com", "192.0.2.1", "2001:db8::b"]),
        ("tenants[0].host.bastion.port", ["22", "1"]),
    ];

    private static readonly Gen<Func<string, string>> Misspelling = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 99], (kind, at) =>
        (Func<string, string>)(text => kind switch
        {
            0 => $"{text}\n",
            1 => $" {text}",
            2 => $"{text} ",
            3 => text.ToUpperInvariant(),
            4 => Numbered(text, at, digits => $"0{digits}"),
            5 => Numbered(text, at, _ => "0"),
            6 => Numbered(text, at, digits => $"{digits}999"),
            7 => Numbered(text, at, _ => "99999999999999999999"),
            8 => text.Length == 0 ? "\0" : text.Remove(at % text.Length, 1),
            9 => text.Length == 0 ? "-" : text.Insert(at % text.Length, text[at % text.Length].ToString()),
            10 => text.Replace('1', '\u0661').Replace('a', '\u0430'),
            _ => $"+{text}",
        }));

    private static readonly Gen<Action<JsonObject>> Change = Gen.Select(
        Gen.Int[0, Places.Length - 1], Gen.Int[0, 99], Misspelling, Gen.Bool, Gen.Bool, (place, value, misspell, isOdd, isBare) =>
            (Action<JsonObject>)(settings =>
            {
                var (path, values) = Places[place];
                var text = values[value % values.Length];
                if (isOdd) text = misspell(text);
                try
                {
                    settings.With(path, IsJson(text) && (isBare || text[0] is '[' or '{') ? text : JsonValue.Create(text).ToJsonString());
                }
                catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
                {
                    // This stack has no tenant, or a word where another has a map, or the text is no longer Unicode: nothing to change.
                }
            }));

    /// <summary>Changes <paramref name="valid"/> settings in one to three places.</summary>
    public static Gen<JsonObject> Of(Gen<JsonObject> valid) => Gen.Select(valid, Change.Array[1, 3], (settings, changes) =>
    {
        var odd = settings.DeepClone().AsObject();
        foreach (var change in changes) change(odd);
        return odd;
    });

    private static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Changes one of a text's numbers.</summary>
    private static string Numbered(string text, int which, Func<string, string> change)
    {
        var numbers = Regex.Matches(text, "[0-9]+");
        if (numbers.Count == 0) return text;
        var number = numbers[which % numbers.Count];
        return $"{text[..number.Index]}{change(number.Value)}{text[(number.Index + number.Length)..]}";
    }
}
