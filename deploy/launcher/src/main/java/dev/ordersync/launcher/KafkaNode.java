package dev.ordersync.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The main class of the Kafka process: one node that is broker and controller. Arguments: its folder, the broker's
 * port, the controller's port, and, where clients come by way of a proxy, the proxy's port.
 */
public final class KafkaNode {

    private KafkaNode() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path config = folder.resolve("server.properties");
        Path logs = folder.resolve("log");
        Files.writeString(config, properties(logs, args[1], args[2], args.length > 3 ? args[3] : args[1]));
        if (!Files.exists(logs.resolve("meta.properties"))) {
            format(config);
        }
        Kafka.main(new String[] {config.toString()});
    }

    private static void format(Path config) {
        int status = StorageTool.execute(
                new String[] {
                    "format",
                    "--config",
                    config.toString(),
                    "--cluster-id",
                    Uuid.randomUuid().toString()
                },
                System.out);
        if (status != 0) {
            throw new IllegalStateException("Kafka's storage can't be formatted, status " + status);
        }
    }

    private static String properties(Path logs, String port, String controllerPort, String advertisedPort) {
        return String.join(
                "\n",
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@localhost:" + controllerPort,
                        "listeners=PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
                        "advertised.listeners=PLAINTEXT://localhost:" + advertisedPort,
                        "controller.listener.names=CONTROLLER",
                        "log.dirs=" + logs,
                        "auto.create.topics.enable=false",
                        "num.partitions=12",
                        "default.replication.factor=1",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=4",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "transaction.state.log.num.partitions=4",
                        "share.coordinator.state.topic.replication.factor=1",
                        "share.coordinator.state.topic.min.isr=1",
                        "share.coordinator.state.topic.num.partitions=4",
                        "group.initial.rebalance.delay.ms=0",
                        // After a kill the next start waits for the old session's end: 16 s with the usual values.
                        "broker.session.timeout.ms=6000",
                        "broker.heartbeat.interval.ms=500",
                        "log.retention.hours=24",
                        "log.segment.bytes=67108864",
                        "log.cleaner.dedupe.buffer.size=2097152",
                        ""));
    }
}
