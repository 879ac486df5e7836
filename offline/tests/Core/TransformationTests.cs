using Pulumi;
using Pulumi.Testing;
using Xunit;

namespace Infra.Offline.Tests.Core;

public sealed class TransformationTests
{
    [Fact]
    public async Task A_resources_own_transformations_come_before_those_above_it()
    {
        var calls = new List<string>();
        await Run.RecordAsync(() =>
        {
            var outer = new ComponentResource("sample:index:Group", "outer", With(Note(calls, "outer")));
            var options = With(Note(calls, "inner"));
            options.Parent = outer;
            var inner = new ComponentResource("sample:index:Group", "inner", options);
            _ = new Machine("m", null, new CustomResourceOptions { Parent = inner, ResourceTransformations = { Note(calls, "own") } });
        });

        Assert.Equal(["outer>outer", "inner>inner", "outer>inner", "own>m", "inner>m", "outer>m"], calls);
    }

    [Fact]
    public async Task A_transformation_sees_arguments_and_options_as_they_were_given()
    {
        ResourceTransformationArgs? seen = null;
        Machine? machine = null;
        await Run.RecordAsync(() =>
        {
            var provider = new SampleProvider("p");
            var group = new ComponentResource("sample:index:Group", "g", With(args =>
            {
                if (args.Resource is Machine) seen = args;
                return null;
            }));
            machine = new Machine("m", new MachineArgs { Name = "n" }, new CustomResourceOptions
            {
                Parent = group,
                Provider = provider,
                Protect = true,
            });
        });

        Assert.Same(machine, seen!.Value.Resource);
        Assert.IsType<MachineArgs>(seen.Value.Args);
        var options = Assert.IsType<CustomResourceOptions>(seen.Value.Options);
        Assert.Equal("g", options.Parent!.GetResourceName());
        Assert.Equal("p", options.Provider!.GetResourceName());
        Assert.True(options.Protect);
    }

    [Fact]
    public async Task A_stacks_transformations_see_every_resource_even_without_a_parent()
    {
        TransformedStack.Seen.Clear();
        await Deployment.TestAsync<TransformedStack>(new RecordingMocks(), new TestOptions());

        Assert.Equal(["project-stack", "m", "r", "r-0"], TransformedStack.Seen);
    }

    private static ComponentResourceOptions With(ResourceTransformation transformation)
        => new() { ResourceTransformations = { transformation } };

    private static ResourceTransformation Note(List<string> calls, string name) => args =>
    {
        calls.Add($"{name}>{args.Resource.GetResourceName()}");
        return null;
    };

    private sealed class TransformedStack : Stack
    {
        public static readonly List<string> Seen = [];

        public TransformedStack() : base(new StackOptions { ResourceTransformations = { Note } })
        {
            _ = new Machine("m", null);
            _ = new Rack("r");
        }

        private static ResourceTransformationResult? Note(ResourceTransformationArgs args)
        {
            Seen.Add(args.Resource.GetResourceName());
            return null;
        }
    }
}
