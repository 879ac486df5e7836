using System.Reflection;
using Xunit;

namespace Infra.Offline.Tests;

public class UsageTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] UsedOtherwise =
    [
        // What provider classes are made of.
        "Pulumi.CustomResource..ctor", "Pulumi.EnumTypeAttribute", "Pulumi.OutputConstructorAttribute", "Pulumi.OutputTypeAttribute",
        "Pulumi.ProviderResource..ctor",
        // Found by reflection when an enum is sent.
        "Pulumi.Command.Remote.Logging.op_Explicit",
        // What tests of the stand-ins see of a run.
        "Pulumi.Resource.Urn", "Pulumi.Utilities.OutputUtilities.GetIsKnownAsync",
    ];

    private readonly Assembly _standIns = typeof(Pulumi.Deployment).Assembly;
    private readonly References _references;

    public UsageTests() => _references = new References(
        _standIns.GetName().Name!,
        new[] { "Infra", "Infra.Components", "Infra.Stacks", "Infra.Tests" }.Select(name => Assembly.Load(name).Location));

    [StandInFact]
    public void The_program_or_its_tests_use_whatever_the_stand_ins_offer()
    {
        var needed = NeededTypes();

        var unused = _standIns.GetExportedTypes()
            .SelectMany(type => needed.Contains(type)
                ? Members(type).Where(member => !IsUsed(member) && !IsInput(member)).Select(member => $"{type.FullName}.{member.Name}")
                : [type.FullName!])
            .Distinct()
            .Except(UsedOtherwise)
            .ToList();

        Assert.True(unused.Count == 0,
            $"Nobody uses these {unused.Count} types and members of the stand-ins; delete them, those of a provider from"
            + $" offline/generator/in-use.txt:\n{string.Join('\n', unused)}");
    }

    /// <summary>The types that are named, and those that such a type or one of its members can't be without.</summary>
    private HashSet<Type> NeededTypes()
    {
        var needed = new HashSet<Type>();
        var remaining = new Stack<Type>(_standIns.GetExportedTypes().Where(_references.Includes));
        while (remaining.TryPop(out var type))
        {
            if (type.Assembly != _standIns || !needed.Add(type)) continue;
            var others = Members(type).Where(IsUsed).SelectMany(SignatureTypes).Concat(type.GetInterfaces()).Append(type.BaseType);
            foreach (var other in others.OfType<Type>().SelectMany(Definitions)) remaining.Push(other);
        }
        return needed;
    }

    /// <summary>What others can name: fields, properties, constructors with parameters, methods and operators.</summary>
    private static IEnumerable<MemberInfo> Members(Type type) =>
        type.IsEnum || type.IsAssignableTo(typeof(Delegate)) ? [] : type.GetMembers(Declared).Where(member => member switch
        {
            FieldInfo field => field.IsPublic || field.IsFamily,
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
            ConstructorInfo constructor => IsVisible(constructor) && constructor.GetParameters().Length > 0,
            MethodInfo method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
            _ => false,
        });

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private bool IsUsed(MemberInfo member) =>
        member.DeclaringType!.IsInterface || _references.Includes(member.DeclaringType, member.Name)
        || (member is MethodInfo method && Implements(method));

    /// <summary>Whether a base class or an interface asks for the method.</summary>
    private static bool Implements(MethodInfo method) =>
        method.GetBaseDefinition() != method
        || method.DeclaringType!.GetInterfaces()
            .Any(contract => method.DeclaringType.GetInterfaceMap(contract).TargetMethods.Contains(method));

    /// <summary>A class of inputs in use has all of them: they are a line each, and who sets one more needs no schema at hand.</summary>
    private static bool IsInput(MemberInfo member) =>
        member is PropertyInfo && member.DeclaringType!.IsAssignableTo(typeof(Pulumi.InputArgs));

    /// <summary>The types that a member can't be without.</summary>
    private static IEnumerable<Type> SignatureTypes(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        PropertyInfo property => [property.PropertyType],
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => [],
    };

    private static IEnumerable<Type> Definitions(Type type) =>
        type.HasElementType ? Definitions(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Definitions).Append(type.GetGenericTypeDefinition())
        : [type];
}
