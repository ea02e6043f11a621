import { describe, expect, it } from "vitest";
import { airGapRules, airGapRulesForIpv6, refusedIn } from "./air-gap-rules.ts";

describe("airGapRules", () => {
  it("let the cluster and the registry be reached, and refuse the rest", () => {
    expect(airGapRules({ nodes: ["172.18.0.3", "172.18.0.4"], registry: "172.18.0.2" })).toBe(`*filter
:TKGLAB-AIR-GAP - [0:0]
-I OUTPUT 1 -j TKGLAB-AIR-GAP
-I FORWARD 1 -j TKGLAB-AIR-GAP
-A TKGLAB-AIR-GAP -o lo -j RETURN
-A TKGLAB-AIR-GAP -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN
-A TKGLAB-AIR-GAP -d 10.96.0.0/12 -j RETURN
-A TKGLAB-AIR-GAP -d 10.244.0.0/16 -j RETURN
-A TKGLAB-AIR-GAP -d 100.64.0.0/13 -j RETURN
-A TKGLAB-AIR-GAP -d 100.96.0.0/11 -j RETURN
-A TKGLAB-AIR-GAP -d 127.0.0.0/8 -j RETURN
-A TKGLAB-AIR-GAP -d 172.18.0.3 -j RETURN
-A TKGLAB-AIR-GAP -d 172.18.0.4 -j RETURN
-A TKGLAB-AIR-GAP -d 172.18.0.2 -p tcp --dport 443 -j RETURN
-A TKGLAB-AIR-GAP -p tcp -j REJECT --reject-with tcp-reset
-A TKGLAB-AIR-GAP -j REJECT
COMMIT
`);
  });

  it("leave nothing but what is answered over IPv6", () => {
    const rules = airGapRulesForIpv6().split("\n");
    expect(rules.filter((rule) => rule.endsWith("RETURN"))).toEqual([
      "-A TKGLAB-AIR-GAP -o lo -j RETURN",
      "-A TKGLAB-AIR-GAP -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN",
    ]);
    expect(rules.at(-3)).toBe("-A TKGLAB-AIR-GAP -j REJECT");
  });
});

describe("refusedIn", () => {
  const listing = (protocol: string, tcp: number) => `Chain TKGLAB-AIR-GAP (2 references)
    pkts      bytes target     prot opt in     out     source               destination
     898   250454 RETURN     0    --  *      lo      0.0.0.0/0            0.0.0.0/0
${String(tcp).padStart(8)}      180 REJECT     ${protocol}    --  *      *       0.0.0.0/0            0.0.0.0/0            reject-with tcp-reset
       7      420 REJECT     0    --  *      *       0.0.0.0/0            0.0.0.0/0            reject-with icmp-port-unreachable
`;

  it.each(["6", "tcp"])("counts connections, whatever iptables calls TCP: %s", (protocol) => {
    expect(refusedIn(listing(protocol, 3))).toBe(3);
    expect(refusedIn(listing(protocol, 0))).toBe(0);
  });
  it("counts none where there is no such rule", () => {
    expect(refusedIn("")).toBe(0);
  });
});
