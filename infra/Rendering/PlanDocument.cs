using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Checks;
using Infra.Costing;
using Infra.Planning;
using Infra.Timing;

namespace Infra.Rendering;

/// <summary><c>plan.json</c>: the whole plan, for programs.</summary>
internal static class PlanDocument
{
    /// <summary>The version of its form: another one for each change after which an older program couldn't read it.</summary>
    public const int Format = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // Read by people and jq, not by browsers: '<' and '+' may stand as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Short = new(Options) { WriteIndented = false };

    /// <summary>The document's text.</summary>
    public static string Render(Plan plan, ImmutableArray<CheckResult> results, StepTimes times) => Text(new JsonObject
    {
        ["format"] = Format,
        ["stack"] = plan.Stack,
        ["project"] = plan.Project,
        ["resources"] = new JsonArray([.. plan.Resources.Select(Resource)]),
        ["servers"] = new JsonArray([.. plan.Servers.Select(Server)]),
        ["tenants"] = new JsonArray([.. plan.Tenants.Select(Tenant)]),
        ["cost"] = CostDocument.Of(PlanCost.Of(plan)),
        ["time"] = TimeDocument.Of(DeploymentTime.OfFirst(plan, times), times),
        ["checks"] = new JsonArray([.. results.Select(Result)]),
    });

    /// <summary>JSON in one line, for people.</summary>
    internal static string Line(JsonNode value) => value.ToJsonString(Short);

    /// <summary>JSON as all documents for programs are written.</summary>
    internal static string Text(JsonNode document) => document.ToJsonString(Options) + "\n";

    internal static JsonObject Result(CheckResult result) => new()
    {
        ["id"] = result.Check.Id,
        ["title"] = result.Check.Title,
        ["passed"] = result.Passed,
        ["findings"] = new JsonArray([.. result.Findings.Select(finding => new JsonObject
        {
            ["resource"] = finding.Resource.Urn,
            ["problem"] = finding.Problem,
            ["fix"] = finding.Fix,
        })]),
    };

    private static JsonObject Resource(PlannedResource resource) => new()
    {
        ["urn"] = resource.Urn,
        ["type"] = resource.Type,
        ["name"] = resource.Name,
        ["parent"] = resource.Parent,
        ["provider"] = resource.Provider,
        ["isComponent"] = resource.IsComponent,
        ["dependsOn"] = Texts(resource.DependsOn),
        ["uses"] = ByPath(resource.Uses),
        ["follows"] = ByPath(resource.Follows),
        ["inputs"] = resource.Inputs.DeepClone(),
        ["readable"] = Readable(resource),
        ["protect"] = resource.Protect,
        ["aliases"] = Texts(resource.Aliases),
        ["additionalSecretOutputs"] = Texts(resource.AdditionalSecretOutputs),
        ["ignoreChanges"] = Texts(resource.IgnoreChanges),
        ["replaceOnChanges"] = Texts(resource.ReplaceOnChanges),
        ["deleteBeforeReplace"] = resource.DeleteBeforeReplace,
        ["retainOnDelete"] = resource.RetainOnDelete,
        ["deletedWith"] = resource.DeletedWith,
    };

    /// <summary>The readable form of those inputs alone in which something is masked.</summary>
    private static JsonObject Readable(PlannedResource resource) => new(resource.Readable
        .Where(input => !JsonNode.DeepEquals(input.Value, resource.Inputs[input.Key]))
        .Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone())));

    private static JsonObject Server(PlannedServer server) => new()
    {
        ["name"] = server.Name,
        ["address"] = server.Address,
        ["context"] = server.Context,
        ["isEntry"] = server.IsEntry,
    };

    private static JsonObject Tenant(PlannedTenant tenant)
    {
        var document = new JsonObject
        {
            ["name"] = tenant.Name,
            ["node"] = tenant.Node,
            ["address"] = tenant.Address,
            ["domains"] = Texts(tenant.Domains),
            ["ingress"] = tenant.Ingress,
            ["memoryReservedMi"] = tenant.MemoryReservedMi,
            ["memoryLeftMi"] = tenant.MemoryLeftMi,
            ["memoryForQuotaMi"] = tenant.MemoryForQuotaMi,
        };
        if (tenant.ArrivalAddress != tenant.Address)
            document["arrivalAddress"] = tenant.ArrivalAddress;
        return document;
    }

    private static JsonObject ByPath(ImmutableSortedDictionary<string, ImmutableArray<string>> urns) =>
        new(urns.Select(use => KeyValuePair.Create(use.Key, (JsonNode?)Texts(use.Value))));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
