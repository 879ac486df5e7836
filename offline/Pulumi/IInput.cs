namespace Pulumi;

/// <summary>An input whose type isn't known where it is used.</summary>
internal interface IInput
{
    IOutput ToOutput();

    IOutput ToContent();
}
