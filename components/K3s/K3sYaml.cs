using YamlDotNet.Serialization;

namespace Infra.Components.K3s;

/// <summary>YAML as this program writes it: keys in the order given, strings that look like something else quoted, LF.</summary>
internal static class K3sYaml
{
    public static string Write(object document) =>
        new SerializerBuilder().WithQuotingNecessaryStrings().WithNewLine("\n").WithIndentedSequences().Build().Serialize(document);
}
