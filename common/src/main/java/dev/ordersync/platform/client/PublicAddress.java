package dev.ordersync.platform.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses a shop on the internet can have; everything that leads back into a private network is not one. */
final class PublicAddress {
    private static final int IPV6_BYTES = 16;

    /** IANA's special-purpose blocks: this network, private, CGNAT, loopback, link-local, tests, multicast, reserved. */
    private static final List<Block> NOT_PUBLIC_4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Only 2000::/3 is given out; within it: protocol assignments with Teredo, documentation, 6to4. */
    private static final List<Block> NOT_PUBLIC_6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static final Block GLOBAL_6 = Block.of("2000::/3");

    /** A translator's prefix: the last four bytes are the real, IPv4 address. */
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(address));
        }
        if (NAT64.contains(address)) {
            return is(lastFour(address));
        }
        return GLOBAL_6.contains(address) && NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(address));
    }

    private static InetAddress lastFour(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), IPV6_BYTES - 4, IPV6_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static List<Block> blocks(String... blocks) {
        return Arrays.stream(blocks).map(Block::of).toList();
    }

    private record Block(List<Boolean> bits) {
        static Block of(String text) {
            int slash = text.indexOf('/');
            var address = InetAddress.ofLiteral(text.substring(0, slash));
            return new Block(bits(address).subList(0, Integer.parseInt(text.substring(slash + 1))));
        }

        boolean contains(InetAddress address) {
            return bits(address).subList(0, bits.size()).equals(bits);
        }

        private static List<Boolean> bits(InetAddress address) {
            var bytes = address.getAddress();
            var bits = new Boolean[bytes.length * Byte.SIZE];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = (bytes[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1) == 1;
            }
            return List.of(bits);
        }
    }
}
