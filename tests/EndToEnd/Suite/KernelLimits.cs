namespace Infra.Tests.EndToEnd.Suite;

/// <summary>Limits of the kernel that all machines share and that three kubelets exceed; what they were is put back at the end.</summary>
internal sealed class KernelLimits : IDisposable
{
    private const string Instances = "/proc/sys/fs/inotify/max_user_instances";
    private const int Needed = 8192;

    private readonly string _before = File.ReadAllText(Instances);

    /// <summary>Raises them where they are lower.</summary>
    public KernelLimits()
    {
        if (int.Parse(_before, System.Globalization.CultureInfo.InvariantCulture) < Needed)
            File.WriteAllText(Instances, Needed.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Dispose() => File.WriteAllText(Instances, _before);
}
