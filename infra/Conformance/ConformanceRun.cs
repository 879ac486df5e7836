using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Clusters;
using Infra.Planning;

namespace Infra.Conformance;

/// <summary>
/// Applies cases to a cluster: copies of the guards are bound to namespaces that the run makes, cases are sent as dry runs, and all is
/// removed again. What the cluster has of its own isn't touched.
/// </summary>
internal sealed class ConformanceRun(
    ApiServer server, PlannedGuards guards, ImmutableArray<Case> cases, ConformanceOptions options, Action<string> progress)
{
    private const string Admission = "admissionregistration.k8s.io/v1";

    private const string NoMutation = "the cluster has no MutatingAdmissionPolicy, which would have changed the object first";

    private readonly RunNames _names = RunNames.New();
    private readonly ApiResources _resources = new(server);

    /// <summary>Applies them.</summary>
    /// <exception cref="ClusterException">The cluster can't be asked.</exception>
    public async Task<ConformanceReport> RunAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TemporaryObjects.LongestRun);
        var temporary = new TemporaryObjects(server, _resources, progress);
        await temporary.RemoveLeftoversAsync(limit.Token).ConfigureAwait(false);
        var results = ImmutableArray<CaseResult>.Empty;
        var left = ImmutableArray<string>.Empty;
        try
        {
            results = await ApplyAsync(temporary, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ClusterException(string.Create(
                CultureInfo.InvariantCulture,
                    $"The run wasn't done after {TemporaryObjects.LongestRun.TotalMinutes} minutes, and was ended."));
        }
        finally
        {
            left = [.. await temporary.RemoveAsync(_names).ConfigureAwait(false)];
            // Said here too, as a failure has no report.
            foreach (var path in left) progress($"Still there: {path}");
        }

        return new ConformanceReport(results, Silent(results), left);
    }

    private async Task<ImmutableArray<CaseResult>> ApplyAsync(TemporaryObjects temporary, CancellationToken cancellation)
    {
        foreach (var definition in options.Definitions)
        {
            var labelled = definition.DeepClone().AsObject();
            labelled["metadata"]!["labels"] = new JsonObject { [RunNames.Label] = _names.Run };
            await DefineAsync(temporary, labelled, cancellation).ConfigureAwait(false);
        }

        var canMutate = await _resources.FindAsync(Admission, "MutatingAdmissionPolicy", cancellation).ConfigureAwait(false) is not null;
        var obstacles = new Dictionary<Case, string>();
        foreach (var one in cases)
        {
            var obstacle = !canMutate && one.Mutated is not null ? NoMutation
                : await ObstacleAsync(one, cancellation).ConfigureAwait(false);
            if (obstacle is not null) obstacles[one] = obstacle;
        }

        var staged = Stages.Assign(cases.Where(one => !obstacles.ContainsKey(one)), guards.Namespaces);
        var tried = await SetUpAsync(temporary, staged, canMutate, cancellation).ConfigureAwait(false);
        var results = obstacles.ToDictionary(obstacle => obstacle.Key, obstacle =>
            new CaseResult(obstacle.Key, CaseOutcome.Skipped, obstacle.Value));
        // What must be refused or changed shows that guards act; only then does it say something that others are let through.
        foreach (var group in tried.GroupBy(trial => !trial.Case.ExpectsRefusal && trial.Case.Mutated is null).OrderBy(group => group.Key))
        {
            progress(string.Create(
                CultureInfo.InvariantCulture,
                    $"Sending {group.Count()} requests that must be {(group.Key ? "let through" : "refused or changed")} …"));
            foreach (var (trial, result) in group.Zip(await SendAsync([.. group], cancellation).ConfigureAwait(false)))
                results[trial.Case] = canMutate ? result : WithoutMutation(result, trial.Resource);
        }

        return [.. cases.Select(one => results[one])];
    }

    /// <summary>Why a case can't be tried, or null.</summary>
    private async Task<string?> ObstacleAsync(Case one, CancellationToken cancellation)
    {
        var before = Stages.Before(one);
        if (one.Operation is not ("CREATE" or "UPDATE" or "DELETE")) return $"a request of kind {one.Operation} has no dry run";
        // It is a view of another object, which the case doesn't show.
        if (one.Subresource == "scale") return "a Scale can't be made";
        if (!one.Authorized.IsEmpty && !one.Groups.Contains("system:masters")) return "needs rights that a run doesn't give to anybody";
        if (before is not null && !options.Disposable && StoredObject.Consequence(before) is { } consequence)
            return $"{consequence}; on a cluster that has no other work, --disposable makes it";
        if (before.At("metadata", "namespace") is { } ns
            && guards.Namespaces.All(tenant => PlannedGuards.Name(tenant) != ns.GetValue<string>()))
            return $"needs an object in {ns}, which isn't the run's";
        return await ResourceAsync(one, cancellation).ConfigureAwait(false) is null
            ? $"the cluster doesn't serve {PlannedGuards.Kind(one.Subject)} of {one.Subject["apiVersion"]}; --disposable defines it"
            : null;
    }

    /// <summary>Makes a kind that the cluster lacks, and waits until it's served.</summary>
    private async Task DefineAsync(TemporaryObjects temporary, JsonObject definition, CancellationToken cancellation)
    {
        var spec = definition["spec"]!;
        var (apiVersion, kind) = ($"{spec["group"]}/{spec["versions"]![0]!["name"]}", spec["names"]!["kind"]!.GetValue<string>());
        if (await _resources.FindAsync(apiVersion, kind, cancellation).ConfigureAwait(false) is not null) return;
        await temporary.CreateAsync(definition, cancellation).ConfigureAwait(false);
        var time = Stopwatch.StartNew();
        while (await ServedAsync(apiVersion, kind, cancellation).ConfigureAwait(false) is null)
        {
            if (time.Elapsed > options.Patience) throw new ClusterException($"{kind} of {apiVersion} was defined, and isn't served.");
            await Task.Delay(options.Pause, cancellation).ConfigureAwait(false);
        }
    }

    private Task<ApiResource?> ServedAsync(string apiVersion, string kind, CancellationToken cancellation)
    {
        _resources.Forget();
        return _resources.FindAsync(apiVersion, kind, cancellation);
    }

    private async Task<ImmutableArray<Trial>> SetUpAsync(
        TemporaryObjects temporary, ImmutableArray<(Case Case, int Stage)> staged, bool canMutate, CancellationToken cancellation)
    {
        var scene = new Scene(_names, guards, staged.Select(one => one.Stage).DefaultIfEmpty().Max());
        var rights = new List<(string, string, string)>();
        foreach (var (one, _) in staged)
        {
            var resource = await ResourceAsync(one, cancellation).ConfigureAwait(false);
            var name = resource!.Name + (one.Subresource is null ? "" : $"/{one.Subresource}");
            // Who sets an object to be collected must be allowed to delete it.
            rights.AddRange(new[] { "create", "update", "delete" }.Select(verb => (resource.Group, name, verb)));
        }

        progress("Making namespaces, parameters and objects for the cases …");
        await DefineAsync(temporary, scene.ParameterDefinition(), cancellation).ConfigureAwait(false);
        foreach (var thing in scene.Roles(rights).Concat(scene.Namespaces()))
            await temporary.CreateAsync(thing, cancellation).ConfigureAwait(false);
        // Pods need their accounts, of which some are objects that cases are about.
        var kept = new Dictionary<string, string?>();
        var accounts = staged.Where(one => Stages.Before(one.Case) is { } before && PlannedGuards.Kind(before) == "ServiceAccount");
        await StoreAsync(temporary, [.. accounts], kept, cancellation).ConfigureAwait(false);
        foreach (var account in scene.Accounts(Accounts(staged)))
            await temporary.CreateAsync(account, cancellation).ConfigureAwait(false);
        var trials = await StoreAsync(temporary, staged, kept, cancellation).ConfigureAwait(false);
        progress("Making copies of the guards …");
        foreach (var policy in scene.Policies(canMutate))
            await temporary.CreateAsync(policy, cancellation).ConfigureAwait(false);
        return trials;
    }

    /// <summary>Makes what must be there before cases. That is before guards act: some of it they wouldn't allow any more.</summary>
    private async Task<ImmutableArray<Trial>> StoreAsync(
        TemporaryObjects temporary,
        ImmutableArray<(Case Case, int Stage)> staged,
        Dictionary<string, string?> kept,
        CancellationToken cancellation)
    {
        var trials = ImmutableArray.CreateBuilder<Trial>();
        foreach (var (one, stage) in staged)
        {
            var renaming = _names.Renaming(stage, guards);
            var before = Stages.Before(one) is { } old ? renaming.Object(StoredObject.Idle(old)) : null;
            string? problem = null;
            if (before is not null && !kept.TryGetValue(Stages.Key(before), out problem))
            {
                // What is in a namespace goes with it.
                if (PlannedGuards.Kind(before) is "Node" or "Namespace")
                    before["metadata"]!["labels"] = Labelled(before["metadata"]!["labels"]);
                problem = await temporary.TryCreateAsync(before, cancellation).ConfigureAwait(false);
                kept[Stages.Key(before)] = problem;
            }

            var renamed = one with
            {
                User = renaming.Object(one.User),
                Object = one.Object is null ? null : renaming.Object(one.Object),
                OldObject = one.OldObject is null ? null : renaming.Object(one.OldObject),
                ResourceName = one.ResourceName is null ? null : renaming.Text(one.ResourceName),
                OtherNamespace = one.OtherNamespace is null ? null : renaming.Text(one.OtherNamespace),
            };
            var resource = await ResourceAsync(one, cancellation).ConfigureAwait(false);
            trials.Add(new Trial(one, renamed, resource!, new CaseJudgement(_names, guards, renaming), problem));
        }

        return trials.ToImmutable();
    }

    /// <summary>
    /// Sends requests until each is answered as expected, or patience ends: it takes a moment until the server knows a new policy.
    /// </summary>
    private async Task<ImmutableArray<CaseResult>> SendAsync(ImmutableArray<Trial> trials, CancellationToken cancellation)
    {
        var results = new Dictionary<Case, CaseResult>();
        var time = Stopwatch.StartNew();
        while (true)
        {
            foreach (var trial in trials.Where(trial => !results.TryGetValue(trial.Case, out var result)
                || result.Outcome == CaseOutcome.Otherwise))
            {
                results[trial.Case] = await SendAsync(trial, cancellation).ConfigureAwait(false);
            }

            var otherwise = results.Values.Count(result => result.Outcome == CaseOutcome.Otherwise);
            if (otherwise == 0 || time.Elapsed > options.Patience) return [.. trials.Select(trial => results[trial.Case])];
            progress(string.Create(
                CultureInfo.InvariantCulture,
                    $"{otherwise} not yet as expected, {Math.Max(0, (options.Patience - time.Elapsed).TotalSeconds):F0} s left …"));
            await Task.Delay(options.Pause, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<CaseResult> SendAsync(Trial trial, CancellationToken cancellation)
    {
        if (trial.Problem is { } problem) return new CaseResult(trial.Case, CaseOutcome.Skipped, problem);
        JsonObject? kept = null;
        if (trial.Renamed.OldObject is { } before)
        {
            // Read each time, as controllers change objects, too.
            var request = new ApiRequest(HttpMethod.Get, trial.Resource.Path(trial.Renamed.Namespace, trial.Renamed.ObjectName));
            var found = await server.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!found.Succeeded && found.Status != 404) throw new ClusterException($"GET {request.Path} failed: {found.Message}");
            kept = found.Succeeded ? found.Body : null;
            if (kept is null || trial.Renamed.Object is { } after && !ObjectChange.Fits(before, after, kept))
                return new CaseResult(trial.Case, CaseOutcome.Skipped,
                    "the object isn't there as the case has it: the run itself, or a controller of the cluster, had to change it");
        }

        var answer = await server.SendAsync(CaseRequest.Of(trial.Renamed, trial.Resource, kept, _names.Run),
            cancellation).ConfigureAwait(false);
        return trial.Judgement.Of(trial.Case, answer);
    }

    // What such a policy would have added is missing, so that another guard refuses the object, or for another reason.
    private CaseResult WithoutMutation(CaseResult result, ApiResource resource) =>
        result.Outcome == CaseOutcome.Otherwise && IsMutated(result.Case, resource)
            ? result with { Outcome = CaseOutcome.Skipped, Detail = NoMutation }
            : result;

    private bool IsMutated(Case one, ApiResource resource) => guards.Policies
        .Where(policy => PlannedGuards.Kind(policy) == "MutatingAdmissionPolicy")
        .SelectMany(policy => policy.At("spec", "matchConstraints", "resourceRules")!.AsArray())
        .Any(rule => rule!["operations"].Texts().Contains(one.Operation) && one.Subresource is null
            && rule["resources"].Texts().Contains(resource.Name));

    private Task<ApiResource?> ResourceAsync(Case one, CancellationToken cancellation)
    {
        if (one.Resource is null)
            return _resources.FindAsync(one.Subject["apiVersion"]!.GetValue<string>(), PlannedGuards.Kind(one.Subject), cancellation);
        var (name, group) = one.Resource.Split('.', 2) is [var plural, var rest] ? (plural, $"{rest}/v1") : (one.Resource, "v1");
        return _resources.FindAsync(group, name, cancellation);
    }

    // Pods are refused, before guards are asked, when their account isn't there.
    private static ImmutableArray<string> Accounts(ImmutableArray<(Case Case, int Stage)> staged) =>
    [
        .. staged.SelectMany(one => one.Case.Object.Leaves().Concat(one.Case.OldObject.Leaves()))
            .Where(leaf => leaf.Path.EndsWith("/serviceAccountName", StringComparison.Ordinal)).Select(leaf => leaf.Text)
            .Append("default").Distinct().Order(StringComparer.Ordinal),
    ];

    private ImmutableArray<string> Silent(ImmutableArray<CaseResult> results) =>
    [
        .. guards.Policies.Where(policy => PlannedGuards.Kind(policy) == "ValidatingAdmissionPolicy").Select(PlannedGuards.Name)
            .Except(results.Select(result => result.Guard).OfType<string>()).Order(StringComparer.Ordinal),
    ];

    private JsonObject Labelled(JsonNode? labels)
    {
        var copy = labels?.DeepClone().AsObject() ?? [];
        copy[RunNames.Label] = _names.Run;
        return copy;
    }

    /// <summary>A case about to be sent.</summary>
    /// <param name="Case">The case as its file says it.</param>
    /// <param name="Renamed">The case with the names of its stage.</param>
    /// <param name="Resource">What it writes.</param>
    /// <param name="Judgement">What its answer is compared with.</param>
    /// <param name="Problem">Why the object that must be there isn't; null: it is.</param>
    private sealed record Trial(Case Case, Case Renamed, ApiResource Resource, CaseJudgement Judgement, string? Problem);
}
