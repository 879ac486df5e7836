using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace Infra.Components;

/// <summary>
/// YAML as this program writes it: keys in the order given, strings that look like something else quoted, texts of several lines as
/// blocks, LF.
/// </summary>
public static class Yaml
{
    // Building one takes longer than using it.
    private static readonly ISerializer Serializer = new SerializerBuilder()
        .WithQuotingNecessaryStrings()
        .WithIndentedSequences()
        .WithNewLine("\n")
        .DisableAliases()
        .WithEventEmitter(next => new BlockTexts(next))
        .Build();

    /// <summary>Writes a document of maps, lists, texts, numbers and truth values.</summary>
    public static string Write(object document) => Serializer.Serialize(document);

    private sealed class BlockTexts(IEventEmitter next) : ChainedEventEmitter(next)
    {
        public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
        {
            if (eventInfo.Source.Value is string text && text.Contains('\n'))
                eventInfo.Style = ScalarStyle.Literal;
            base.Emit(eventInfo, emitter);
        }
    }
}
