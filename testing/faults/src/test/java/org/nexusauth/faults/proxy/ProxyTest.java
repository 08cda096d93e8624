package org.nexusauth.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees of each fault, before an engine that says everything back. */
final class ProxyTest {
  private ServerSocket engine;
  private Proxy proxy;

  @BeforeEach
  void start() throws IOException {
    engine = new ServerSocket(0, 50, Proxy.LOOPBACK);
    start(this::serve);
    proxy = Proxy.before(engine.getLocalPort());
  }

  @AfterEach
  void end() throws IOException {
    proxy.close();
    engine.close();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    try {
      while (true) {
        Socket client = engine.accept();
        start(() -> echo(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // Reset.
    }
  }

  private Socket connect() throws IOException {
    Socket client = new Socket();
    client.connect(new InetSocketAddress(Proxy.LOOPBACK, proxy.port()), 1_000);
    client.setSoTimeout(1_600);
    return client;
  }

  /** Says five letters and returns how many of them come back until the client gives up. */
  private static int talk(Socket client) throws IOException {
    client.getOutputStream().write(new byte[5]);
    return listen(client);
  }

  private static int listen(Socket client) throws IOException {
    int heard = 0;
    while (heard < 5 && client.getInputStream().read() >= 0) {
      heard++;
    }
    return heard;
  }

  private Socket talking() throws IOException {
    Socket client = connect();
    assertThat(talk(client)).isEqualTo(5);
    return client;
  }

  @ParameterizedTest
  @EnumSource(
      value = Faults.class,
      names = {"VERY_SLOW", "TRICKLE", "BLACK_HOLE", "FORGOTTEN", "UNREACHABLE"})
  void connection_underASilentFault_saysNothingInTime(Faults fault) throws IOException {
    try (Socket client = talking()) {
      proxy.set(fault);

      assertThatThrownBy(() -> talk(client)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Faults.class,
      names = {"VERY_SLOW", "TRICKLE", "BLACK_HOLE"})
  void bytes_heldBack_arriveWhenItIsOver(Faults fault) throws IOException {
    try (Socket client = talking()) {
      proxy.set(fault);
      client.getOutputStream().write(new byte[5]);
      proxy.set(Faults.NONE);

      assertThat(listen(client)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Faults.class,
      names = {"RESET", "REFUSE", "RESET_MID_REPLY"})
  void connection_thatIsReset_fails(Faults fault) throws IOException {
    try (Socket client = talking()) {
      proxy.set(fault);

      assertThatThrownBy(() -> talk(client))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void refusing_proxy_listensAgainOnItsPort() throws IOException {
    proxy.set(Faults.REFUSE);
    assertThatThrownBy(this::connect).hasMessageContaining("refused");
    proxy.set(Faults.NONE);

    talking().close();
  }

  @Test
  void unreachable_proxy_isNotEvenConnectedTo() throws IOException {
    proxy.set(Faults.UNREACHABLE);
    assertThatThrownBy(this::connect).isInstanceOf(SocketTimeoutException.class);
    proxy.set(Faults.NONE);

    talking().close();
  }

  @Test
  void halfClosed_connection_ends() throws IOException {
    try (Socket client = talking()) {
      proxy.set(Faults.HALF_CLOSE);

      assertThat(talk(client)).isZero();
    }
  }

  @Test
  void slow_connection_saysAllLater() throws IOException {
    try (Socket client = talking()) {
      proxy.set(Faults.SLOW);
      long start = System.nanoTime();

      assertThat(talk(client)).isEqualTo(5);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(59));
    }
  }

  @Test
  void connections_and_requestsAreCounted() throws IOException {
    talking().close();
    talking().close();

    assertThat(proxy.connections()).isEqualTo(2);
    assertThat(proxy.requests()).isEqualTo(2);
  }
}
