using System.Reflection;

namespace Pulumi;

/// <summary>The component that all others belong to. Its outputs are its public properties marked with [Output].</summary>
public class Stack : ComponentResource
{
    internal const string TypeToken = "pulumi:pulumi:Stack";

    /// <summary>Starts the stack; resources made from here on belong to it.</summary>
    /// <param name="options">How it is managed.</param>
    public Stack(StackOptions? options = null)
        : base(TypeToken, $"{Deployment.Required.ProjectName}-{Deployment.Required.StackName}", Convert(options))
        => Deployment.Required.Stack = this;

    internal void RegisterPropertyOutputs()
    {
        var outputs = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.DeclaringType?.IsAssignableFrom(typeof(Stack)) != true)
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<OutputAttribute>()))
            .Where(output => output.Attribute is not null)
            .ToDictionary(output => output.Attribute!.Name ?? output.Property.Name, output => output.Property.GetValue(this));

        var unassigned = outputs.Where(output => output.Value is null).Select(output => output.Key).ToList();
        if (unassigned.Count > 0)
            throw new RunException($"Output(s) '{string.Join(", ", unassigned)}' have no value assigned. "
                + "[Output] attributed properties must be assigned inside Stack constructor.");

        var others = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList();
        if (others.Count > 0) throw RunException.OutputsHaveIncorrectType(others);

        RegisterOutputs(outputs);
    }

    private static ComponentResourceOptions? Convert(StackOptions? options)
        => options is null ? null : new() { ResourceTransformations = options.ResourceTransformations };
}
