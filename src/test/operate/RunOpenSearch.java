import java.io.IOException;
import java.io.UncheckedIOException;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** Runs one node, until it is told to end: java RunOpenSearch.java (directory) (port) (name of the cluster). */
void main(String[] arguments) throws InterruptedException {
    String directory = arguments[0];
    int port = Integer.parseInt(arguments[1]);
    OpenSearchRunner runner = new OpenSearchRunner();
    // Else it would take no port above 9299.
    runner.setMaxHttpPort(-1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner)));
    // It adds the number of the node to the port.
    runner.build(OpenSearchRunner.newConfigs()
            .basePath(directory)
            .numOfNode(1)
            .baseHttpPort(port - 1)
            .clusterName(arguments[2]));
    Thread.currentThread().join();
}

void close(OpenSearchRunner runner) {
    try {
        runner.close();
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}
