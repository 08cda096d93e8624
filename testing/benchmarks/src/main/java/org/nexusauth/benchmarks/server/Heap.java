package org.nexusauth.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.nexusauth.benchmarks.load.Load;
import org.nexusauth.benchmarks.load.Requests;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;

/** What a server holds with an empty and with a full cache of keys. */
final class Heap {
  private static final int CACHE = 10_000;

  private Heap() {}

  static void measure(Path folder) throws IOException, InterruptedException {
    BenchmarkKeys keys = BenchmarkKeys.kept(CACHE, folder);
    try (ServerProcess server = ServerProcess.tomcat(Guard.NEXUS, folder, CACHE, List.of());
        Load load = new Load(server.port(), 8)) {
      Requests one = Requests.get("/guarded/hello", keys.texts().subList(0, 1));
      load.closed(one, CACHE).all(true);
      long rest = server.usage(true).heapBytes();
      load.closed(Requests.get("/guarded/hello", keys.texts()), 2 * CACHE).all(true);
      long full = server.usage(true).heapBytes();
      System.out.println("heap\tat rest kB\twith 10,000 keys kB\tbytes a key");
      System.out.println(
          "NEXUS\t" + rest / 1024 + "\t" + full / 1024 + "\t" + (full - rest) / CACHE);
    }
  }
}
