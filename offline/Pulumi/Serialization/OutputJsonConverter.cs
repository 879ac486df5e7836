using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>Writes and reads outputs and inputs that stand inside an object as JSON.</summary>
internal sealed class OutputJsonConverter : JsonConverterFactory
{
    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> KnownOptions = [];

    /// <summary>The options given, with this converter added; made once, since their cache is what costs.</summary>
    public static JsonSerializerOptions Extend(JsonSerializerOptions? options)
        => KnownOptions.GetValue(
            options ?? JsonSerializerOptions.Default,
            given => new(given) { Converters = { new OutputJsonConverter() } });

    public override bool CanConvert(Type typeToConvert) => FindConverter(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(FindConverter(typeToConvert)!.MakeGenericType(typeToConvert.GenericTypeArguments))!;

    private static Type? FindConverter(Type type)
    {
        if (!type.IsConstructedGenericType) return null;
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(Output<>) ? typeof(OfOutput<>)
            : definition == typeof(Input<>) ? typeof(OfInput<>)
            : definition == typeof(InputList<>) ? typeof(OfList<>)
            : definition == typeof(InputMap<>) ? typeof(OfMap<>)
            : null;
    }

    private static Output<T> Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        => JsonPass.Current.Wrap(JsonSerializer.Deserialize<T>(ref reader, options)!);

    private static void Write<T>(Utf8JsonWriter writer, Output<T> output, JsonSerializerOptions options)
    {
        if (JsonPass.Current.TryTake(output, out var value)) JsonSerializer.Serialize(writer, value, options);
        else writer.WriteNullValue();
    }

    private sealed class OfOutput<T> : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options)
            => OutputJsonConverter.Write(writer, value, options);
    }

    private sealed class OfInput<T> : JsonConverter<Input<T>>
    {
        public override Input<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions options)
            => Write<T>(writer, value, options);
    }

    private sealed class OfList<T> : JsonConverter<InputList<T>>
    {
        public override InputList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Read<ImmutableArray<T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputList<T> value, JsonSerializerOptions options)
            => Write<ImmutableArray<T>>(writer, value, options);
    }

    private sealed class OfMap<T> : JsonConverter<InputMap<T>>
    {
        public override InputMap<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Read<ImmutableDictionary<string, T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputMap<T> value, JsonSerializerOptions options)
            => Write<ImmutableDictionary<string, T>>(writer, value, options);
    }
}
