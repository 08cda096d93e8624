package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

  @Test
  void port_thatIsTaken_isSaidWithAnother() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> address("127.0.0.1", port).requireFree())
          .hasMessageStartingWith("Port " + port + " is taken. Choose another: PORT=");
    }
  }

  @Test
  void port_thatIsFree_isLeftFree() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = socket.getLocalPort();
    }
    Address address = address("127.0.0.1", port);
    assertThatCode(address::requireFree).doesNotThrowAnyException();
    assertThatCode(address::requireFree).doesNotThrowAnyException();
  }

  @Test
  void host_ofAnotherMachine_isSaid() {
    // An address of the documentation block (RFC 5737): no machine has it.
    assertThatThrownBy(() -> address("192.0.2.1", 8080).requireFree())
        .hasMessageStartingWith("Cannot listen on 192.0.2.1:8080 (");
  }

  @Test
  void host_thatIsNone_isSaid() {
    assertThatThrownBy(() -> address("nobody.invalid", 8080))
        .hasMessageStartingWith("There is no host nobody.invalid.");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,http://127.0.0.1:8080",
    "0.0.0.0,http://127.0.0.1:8080",
    "::1,http://[0:0:0:0:0:0:0:1]:8080"
  })
  void url_ofAnAddress_isWhatAClientHereAsksFor(String host, String url) {
    assertThat(address(host, 8080).url()).isEqualTo(url);
  }

  private static Address address(String host, int port) {
    return Address.of(new LaunchOptions(false, 1, port, host, Path.of("d")), 0);
  }
}
