package org.nexusauth.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One connection over which exactly the given bytes are sent; what is malformed stays so. */
final class RawHttpClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  RawHttpClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** An answer as it came over the wire. */
  record Answer(int status, List<Map.Entry<String, String>> headers, String body) {
    List<String> all(String name) {
      return headers.stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .toList();
    }

    String header(String name) {
      return String.join("|", all(name));
    }
  }

  /** Sends the text's characters as one byte each and reads the answer. */
  Answer exchange(String request) throws IOException {
    send(request);
    return read(request.startsWith("HEAD "));
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  Answer read(boolean toHead) throws IOException {
    String statusLine = line();
    int status = Integer.parseInt(statusLine.substring(9, 12));
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    if (status == 100) {
      return read(toHead);
    }
    Answer head = new Answer(status, headers, "");
    return toHead || status == 204 ? head : new Answer(status, headers, body(head));
  }

  private String body(Answer head) throws IOException {
    if (head.header("Transfer-Encoding").equals("chunked")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        body.write(in.readNBytes(size));
        line();
      }
      line();
      return body.toString(UTF_8);
    }
    String length = head.header("Content-Length");
    return new String(
        length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length)), UTF_8);
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("closed after: " + line.toString(ISO_8859_1));
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
