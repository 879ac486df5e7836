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
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // Read by people and jq, not by browsers: '<' and '+' may stand as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document's text.</summary>
    public static string Render(Plan plan, ImmutableArray<CheckResult> results, StepTimes times) => new JsonObject
    {
        ["stack"] = plan.Stack,
        ["project"] = plan.Project,
        ["resources"] = new JsonArray([.. plan.Resources.Select(Resource)]),
        ["servers"] = new JsonArray([.. plan.Servers.Select(Server)]),
        ["tenants"] = new JsonArray([.. plan.Tenants.Select(Tenant)]),
        ["cost"] = CostDocument.Of(PlanCost.Of(plan)),
        ["time"] = TimeDocument.Of(DeploymentTime.OfFirst(plan, times), times),
        ["checks"] = new JsonArray([.. results.Select(Result)]),
    }.ToJsonString(Options) + "\n";

    private static JsonObject Resource(PlannedResource resource) => new()
    {
        ["urn"] = resource.Urn,
        ["type"] = resource.Type,
        ["name"] = resource.Name,
        ["parent"] = resource.Parent,
        ["provider"] = resource.Provider,
        ["dependsOn"] = Texts(resource.DependsOn),
        ["inputs"] = resource.Inputs.DeepClone(),
        ["protect"] = resource.Protect,
        ["ignoreChanges"] = Texts(resource.IgnoreChanges),
        ["replaceOnChanges"] = Texts(resource.ReplaceOnChanges),
        ["deleteBeforeReplace"] = resource.DeleteBeforeReplace,
        ["retainOnDelete"] = resource.RetainOnDelete,
        ["deletedWith"] = resource.DeletedWith,
    };

    private static JsonObject Server(PlannedServer server) => new()
    {
        ["name"] = server.Name,
        ["address"] = server.Address,
        ["context"] = server.Context,
        ["isEntry"] = server.IsEntry,
    };

    private static JsonObject Tenant(PlannedTenant tenant) => new()
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

    private static JsonObject Result(CheckResult result) => new()
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

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
