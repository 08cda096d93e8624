package org.nexusauth.benchmarks.core;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;
import org.nexusauth.benchmarks.peer.KeyCheck;
import org.nexusauth.benchmarks.peer.Library;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A key that was not seen before: all of its check, by us, by others, and the signature alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ColdVerify {
  private static final int KEYS = 2_048;

  /** The {@code alg}; with {@code +ACCP} by Corretto's provider. */
  @Param({"RS256", "HS256", "ES256", "EdDSA", "ES256+ACCP", "EdDSA+ACCP"})
  public String algorithm = "";

  /** Who checks. */
  @Param public Library library = Library.RAW;

  private List<Callable<Object>> checks = List.of();
  private int next;

  /** Makes keys and sets the library up. */
  @Setup
  public void setUp() {
    boolean corretto = algorithm.endsWith("+ACCP");
    if (corretto) {
      Security.addProvider(AmazonCorrettoCryptoProvider.INSTANCE); // last: only who names it has it
    }
    BenchmarkKeys keys =
        BenchmarkKeys.make(
            algorithm.replace("+ACCP", ""),
            corretto ? AmazonCorrettoCryptoProvider.PROVIDER_NAME : "",
            KEYS);
    KeyCheck check = library.check(keys.trust());
    checks = keys.texts().stream().map(check::of).toList();
  }

  /** Checks the next key. */
  @Benchmark
  public Object verify() throws Exception {
    next = (next + 1) % KEYS;
    return checks.get(next).call();
  }
}
