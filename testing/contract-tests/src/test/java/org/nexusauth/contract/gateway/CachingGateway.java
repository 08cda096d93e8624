package org.nexusauth.contract.gateway;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nexusauth.contract.http.RawHttp;
import org.nexusauth.contract.server.FolderRemoval;
import org.nexusauth.contract.server.Layout;

/** A shared cache of Debian's before a server, in a process of its own, on a free port. */
final class CachingGateway implements AutoCloseable {

  private final int port;
  private final Path folder;
  private final Process process;

  private CachingGateway(int port, Path folder, Process process) {
    this.port = port;
    this.folder = folder;
    this.process = process;
  }

  /** The caches that are tried. */
  enum Kind {
    VARNISH("/usr/sbin/varnishd"),
    NGINX("/usr/sbin/nginx");

    private final Path program;

    Kind(String program) {
      this.program = Path.of(program);
    }

    boolean isInstalled() {
      return Files.isExecutable(program);
    }

    /** Varnish as it comes; nginx with a cache that stores what it may, for some minutes. */
    private List<String> command(int port, int behind, Path folder) throws IOException {
      if (this == VARNISH) {
        return List.of(
            program.toString(),
            "-F",
            "-n",
            folder.toString(),
            "-a",
            "127.0.0.1:" + port,
            "-b",
            "127.0.0.1:" + behind,
            "-s",
            "malloc,16m",
            "-j",
            "none");
      }
      Path file = folder.resolve("nginx.conf");
      Files.writeString(
          file, NGINX_CONF.formatted(folder, port, behind).replace("{folder}", folder.toString()));
      return List.of(
          program.toString(), "-c", file.toString(), "-p", folder.toString(), "-e", "stderr");
    }
  }

  private static final String NGINX_CONF =
      """
      daemon off;
      master_process off;
      pid %s/nginx.pid;
      events {}
      http {
        access_log off;
        client_body_temp_path {folder}/body;
        proxy_temp_path {folder}/proxy;
        fastcgi_temp_path {folder}/fastcgi;
        uwsgi_temp_path {folder}/uwsgi;
        scgi_temp_path {folder}/scgi;
        proxy_cache_path {folder}/cache keys_zone=all:1m;
        server {
          listen 127.0.0.1:%s;
          location / {
            proxy_pass http://127.0.0.1:%s;
            proxy_http_version 1.1;
            proxy_set_header Host $host;
            proxy_cache all;
            proxy_cache_valid any 5m;
          }
        }
      }
      """;

  /** Starts a cache before a port and waits until it answers. */
  static CachingGateway start(Kind kind, int behind) {
    try {
      // Short, as Varnish's name of a socket is in it.
      Path folder = Files.createTempDirectory("cache");
      int port = freePort();
      Process process =
          new ProcessBuilder(kind.command(port, behind, folder))
              .redirectErrorStream(true)
              .redirectOutput(Layout.folder("server-logs").resolve(kind + ".log").toFile())
              .start();
      CachingGateway gateway = new CachingGateway(port, folder, process);
      await(kind.toString())
          .atMost(Duration.ofSeconds(30))
          .failFast(kind + " ended", () -> !process.isAlive())
          .until(gateway::listens);
      return gateway;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean listens() {
    try {
      connect().close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  RawHttp connect() throws IOException {
    return RawHttp.connect(port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    FolderRemoval.remove(folder);
  }
}
