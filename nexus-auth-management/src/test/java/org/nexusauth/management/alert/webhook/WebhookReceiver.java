package org.nexusauth.management.alert.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver on the loopback address that answers each connection as it is told. */
final class WebhookReceiver implements AutoCloseable {
  private final ServerSocket server;
  private final BlockingQueue<Answering> answers = new LinkedBlockingQueue<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Socket> open = new ArrayList<>();

  /** A request, as it arrived. */
  record Request(String line, HttpHeaders headers, String body) {}

  /** Answers a request. */
  interface Answering {
    void answer(OutputStream out) throws IOException;
  }

  WebhookReceiver(ServerSocket server) {
    this.server = server;
    Thread thread = new Thread(this::serve, "webhook-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  static WebhookReceiver start() throws IOException {
    return new WebhookReceiver(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  int port() {
    return server.getLocalPort();
  }

  void answer(String head) {
    answers.add(out -> out.write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
  }

  void answer(Answering answering) {
    answers.add(answering);
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        synchronized (this) {
          open.add(socket);
        }
        read(socket);
      } catch (IOException e) {
        // The client has gone, or the test ends.
      }
    }
  }

  private void read(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = in.readLine();
    if (line == null) {
      return;
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
      String[] parts = header.split(": ", 2);
      headers.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
    }
    HttpHeaders read = HttpHeaders.of(headers, (name, value) -> true);
    char[] body = new char[(int) read.firstValueAsLong("content-length").orElse(0)];
    int length = 0;
    while (length < body.length) {
      length += in.read(body, length, body.length - length);
    }
    byte[] bytes = new String(body).getBytes(StandardCharsets.ISO_8859_1);
    synchronized (this) {
      requests.add(new Request(line, read, new String(bytes, StandardCharsets.UTF_8)));
    }
    Answering answering = answers.poll();
    if (answering != null) {
      answering.answer(socket.getOutputStream());
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (this) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
