namespace Pulumi;

/// <summary>An output whose type isn't known where it is used.</summary>
internal interface IOutput
{
    ValueTask<OutputData<object?>> GetDataAsync();
}
