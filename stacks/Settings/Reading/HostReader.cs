using Infra.Stacks.Settings.Rules;

namespace Infra.Stacks.Settings.Reading;

/// <summary>Reads a machine that exists already: its address alone, or a map.</summary>
internal static class HostReader
{
    public static HostDraft? Read(SettingsNode node, Findings findings)
    {
        if (node.Kind is NodeKind.Text)
            return Read(new Section(null, node.Place, findings), Section.TextOf(node, findings, AddressRules.HostAddress));
        if (node.Kind is not NodeKind.Map)
        {
            findings.Add(node.Place, "must be an IPv4 address or a map with 'address'", "write the machine's address");
            return null;
        }

        var section = new Section(node, node.Place, findings);
        var address = section.Text("address", AddressRules.HostAddress, missing: "give the address at which SSH reaches the machine");
        var host = Read(section, address);
        section.RefuseOtherKeys();
        return host;
    }

    private static HostDraft Read(Section section, Setting<string> address) => new()
    {
        Place = section.Place,
        Address = address,
        PrivateAddress = section.Text("privateAddress", AddressRules.Ipv4),
        Ipv6Address = section.Text("ipv6Address", AddressRules.Ipv6).Map(Address.Canonical),
        User = section.Text("user", ServerRules.User),
        Port = section.Integer("port", ServerRules.Port),
        HostKey = section.Text("hostKey", SshKeyRules.PublicKey).Map(SshKey.WithoutComment),
        Reinstalled = section.Text("reinstalled", ServerRules.Why),
        Memory = section.Integer("memory", ServerRules.Memory),
        Bastion = ReadBastion(section.Map("bastion")),
    };

    private static BastionDraft? ReadBastion(Section bastion)
    {
        if (!bastion.IsGiven) return null;
        var draft = new BastionDraft(
            bastion.Text("address", AddressRules.NameOrAddress, missing: "give the address of the host to go through")
                .Map(Address.Canonical),
            bastion.Text("user", ServerRules.User),
            bastion.Integer("port", ServerRules.Port),
            bastion.Text("hostKey", SshKeyRules.PublicKey).Map(SshKey.WithoutComment));
        bastion.RefuseOtherKeys();
        return draft;
    }
}
