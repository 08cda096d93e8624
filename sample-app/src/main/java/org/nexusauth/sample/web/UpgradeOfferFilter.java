package org.nexusauth.sample.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Lets a client that offers to change to another protocol, as Java's {@code HttpClient} does by
 * default, send a body over HTTP/1.1. Payara 6.2025.10 hands on all that follows the head of such a
 * request, without an end: here it ends where its length or its last chunk says. The server closes
 * the connection after the answer. Thread-safe.
 */
public final class UpgradeOfferFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean offered = request.getHeader("Upgrade") != null;
    chain.doFilter(offered ? new Framed(request) : request, response);
  }

  /** A request whose body ends. */
  private static final class Framed extends HttpServletRequestWrapper {

    private final ServletInputStream body;

    Framed(HttpServletRequest request) throws IOException {
      super(request);
      this.body = new Body(framed(request));
    }

    private static InputStream framed(HttpServletRequest request) throws IOException {
      String coding = request.getHeader("Transfer-Encoding");
      if (coding != null) {
        return new ChunkedBody(request.getInputStream());
      }
      return new FixedLengthBody(
          request.getInputStream(), Math.max(0, request.getContentLengthLong()));
    }

    @Override
    public ServletInputStream getInputStream() {
      return body;
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }
  }

  /** A body as servlets read it, blocking. */
  private static final class Body extends ServletInputStream {

    private final InputStream bytes;
    private boolean finished;

    Body(InputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      int read = bytes.read();
      finished = finished || read < 0;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = bytes.read(buffer, offset, length);
      finished = finished || read < 0;
      return read;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("this body is read blocking");
    }
  }
}
