using Infra.Components.Ingress;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>The word of an ingress controller.</summary>
internal sealed class IngressWord() : Choice(
    IngressControllers.All.Select(controller => KeyValuePair.Create(controller.Word, (object)controller)))
{
    public override string Rules => string.Join("; ", IngressControllers.All.Where(controller => controller.NeedsEditInPlace)
        .Select(controller => $"with `{controller.Word}` and K3s before v1.36, Ingresses need "
            + "[one annotation more](../README.md#the-first-application)"));
}
