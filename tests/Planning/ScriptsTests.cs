using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infra.Components.Machines;
using Infra.Planning;
using Infra.Rendering;
using Infra.Stacks.Settings;
using Xunit;

namespace Infra.Tests.Planning;

/// <summary>Scripts reach each machine once, before whatever is run there, and plans carry none.</summary>
public sealed class ScriptsTests
{
    private const int MostBytesPerTenant = 20 * 1024;

    private const int MostBytesPerFurtherNamespace = 6 * 1024;

    [Theory, EveryStack]
    public void Every_command_comes_after_the_scripts_on_the_machine_that_it_runs_on(PlannedStack stack)
    {
        var uploads = stack.Plan.OfType(PlanQueries.Upload).ToDictionary(Host);
        Assert.Equal(stack.Plan.Servers.Length + stack.Plan.Tenants.Length, uploads.Count);
        Assert.All(uploads.Values, upload => Assert.Equal(ScriptBundle.FileName, upload.Text("remotePath")));
        Assert.All(stack.Plan.OfType(PlanQueries.Command), command =>
            Assert.Contains(uploads[Host(command)].Urn, stack.Plan.Before(command)));
    }

    [Theory, EveryStack]
    public void Every_command_runs_a_script_that_is_uploaded_and_the_plan_shows_each_of_them_once(PlannedStack stack)
    {
        var lines = stack.Plan.OfType(PlanQueries.Command)
            .SelectMany(command => new[] { command.Text("create"), command.Text("delete") }).OfType<string>().ToList();
        Assert.NotEmpty(lines);
        var uploaded = ScriptBundle.Scripts.ToDictionary(script => $"{RemoteScript.Folder}/{script.FileName}");
        var files = PlanFiles.Render(stack.Plan);
        Assert.All(lines, line =>
        {
            var path = Assert.Single(line.Split(' '), word => word.StartsWith(RemoteScript.Folder, StringComparison.Ordinal));
            Assert.Equal(uploaded[path].Text, files[$"scripts/{uploaded[path].Name}.sh"]);
        });
        Assert.DoesNotContain("set -euo pipefail", files[PlanFiles.PlanJson], StringComparison.Ordinal);
    }

    [Theory, EveryStack]
    public void A_tenant_adds_little_to_the_plan_secrets_included(PlannedStack stack) => Assert.All(
        stack.Settings.Tenants,
        tenant => Assert.InRange(
            stack.Plan.Family(tenant.Name).Sum(resource => Encoding.UTF8.GetByteCount(resource.Readable.ToJsonString(AsInPlans))),
            1,
            MostBytesPerTenant + (tenant.Namespaces.Length * MostBytesPerFurtherNamespace) + (People(tenant) * BytesPerPerson)
                + Domains(tenant) - (Commands(stack, tenant.Name) * PrivateKeyBytes)));

    // Quotes and angle brackets of commands are written as they are.
    private static readonly JsonSerializerOptions AsInPlans = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // In plans a generated key is a word. What Pulumi makes for Hetzner (Ed25519, without a comment) has 387, and its line ends are
    // escaped.
    private const int PrivateKeyBytes = 400;

    // Who is named in the settings is named in the tenant's binding: 200 characters at most, and what they are.
    private const int BytesPerPerson = 300;

    private static int People(TenantSettings tenant) =>
        (tenant.Access.Groups.Length + tenant.Access.Users.Length) * (1 + tenant.Namespaces.Length);

    // What the settings list stands in each namespace's annotations.
    private static int Domains(TenantSettings tenant) =>
        tenant.Domains.Sum(domain => domain.Length + 2) * (1 + tenant.Namespaces.Length);

    private static int Commands(PlannedStack stack, string tenant) =>
        stack.Plan.Family(tenant).Count(resource => resource.Type is PlanQueries.Command or PlanQueries.Upload);

    private static string Host(PlannedResource command) => command.Readable["connection"]!["host"]!.GetValue<string>();
}
