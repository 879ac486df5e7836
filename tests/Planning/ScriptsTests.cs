using System.Text;
using System.Text.RegularExpressions;
using Infra.Components.Machines;
using Infra.Planning;
using Infra.Rendering;
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
        var commands = stack.Plan.OfType(PlanQueries.Command).ToList();
        var scripts = commands.Where(IsScripts).ToDictionary(Host);
        Assert.Equal(stack.Plan.Servers.Length + stack.Plan.Tenants.Length, scripts.Count);
        Assert.All(commands.Where(command => !IsScripts(command)), command =>
            Assert.Contains(scripts[Host(command)].Urn, stack.Plan.Before(command)));
        Assert.All(scripts.Values, unpack =>
        {
            var node = Regex.Replace(unpack.Name, "-scripts$", "");
            var upload = stack.Plan.Named(PlanQueries.Upload, $"{node}-upload");
            Assert.Contains(upload.Urn, unpack.DependsOn);
            Assert.Equal(Host(unpack), Host(upload));
            Assert.EndsWith($" {upload.Text("remotePath")} NODE_NAME='{node}'", unpack.Text("create")!, StringComparison.Ordinal);
        });
    }

    [Theory, EveryStack]
    public void Every_command_runs_a_script_that_is_uploaded_and_the_plan_shows_each_of_them_once(PlannedStack stack)
    {
        var lines = stack.Plan.OfType(PlanQueries.Command).Where(command => !IsScripts(command))
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
            stack.Plan.Family(tenant.Name).Sum(resource => Encoding.UTF8.GetByteCount(resource.Readable.ToJsonString())),
            1,
            MostBytesPerTenant + (tenant.Namespaces.Length * MostBytesPerFurtherNamespace)
                - (Commands(stack, tenant.Name) * PrivateKeyBytes)));

    // In plans a generated key is a word. What Pulumi makes for Hetzner, and most keys that people have, is of this size at most.
    private const int PrivateKeyBytes = 500;

    private static int Commands(PlannedStack stack, string tenant) =>
        stack.Plan.Family(tenant).Count(resource => resource.Type is PlanQueries.Command or PlanQueries.Upload);

    private static bool IsScripts(PlannedResource command) => command.Name.EndsWith("-scripts", StringComparison.Ordinal);

    private static string Host(PlannedResource command) => command.Readable["connection"]!["host"]!.GetValue<string>();
}
