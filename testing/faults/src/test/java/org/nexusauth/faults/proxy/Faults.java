package org.nexusauth.faults.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The faults there are. */
public enum Faults implements Fault {
  /** All is well. */
  NONE,

  /** Each piece comes 30 ms later, both ways. */
  SLOW {
    @Override
    public void carry(Flow flow, ByteBuffer bytes) throws IOException {
      flow.pause(Duration.ofMillis(30));
      flow.write(bytes, bytes.remaining());
    }
  },

  /** Each piece comes five seconds later, both ways. */
  VERY_SLOW {
    @Override
    public void carry(Flow flow, ByteBuffer bytes) throws IOException {
      if (flow.pause(Duration.ofSeconds(5))) {
        flow.write(bytes, bytes.remaining());
      }
    }
  },

  /** One byte a second. */
  TRICKLE {
    @Override
    public void carry(Flow flow, ByteBuffer bytes) throws IOException {
      if (flow.pause(Duration.ofSeconds(1))) {
        flow.write(bytes, 1);
      }
    }
  },

  /** Nothing passes; it arrives when this is over, as TCP sends it again. */
  BLACK_HOLE {
    @Override
    public void carry(Flow flow, ByteBuffer bytes) {
      flow.pause(Duration.ofDays(1));
    }
  },

  /** A firewall has forgotten the connections that there are; new ones are good. */
  FORGOTTEN {
    @Override
    public void meet(Link link) {
      link.forget();
    }

    @Override
    public void meetNew(Link link) {}
  },

  /** Nothing passes over the connections that there are; new ones are not even answered. */
  UNREACHABLE {
    @Override
    public PortState portState() {
      return PortState.DEAF;
    }

    @Override
    public void meet(Link link) {
      link.forget();
    }
  },

  /** Connections are reset, new ones as soon as they are open. */
  RESET {
    @Override
    public void meet(Link link) throws IOException {
      link.reset();
    }
  },

  /** Connections are reset, and nobody listens. */
  REFUSE {
    @Override
    public PortState portState() {
      return PortState.CLOSED;
    }

    @Override
    public void meet(Link link) throws IOException {
      link.reset();
    }
  },

  /** The engine's side is closed; what the client sends goes on. */
  HALF_CLOSE {
    @Override
    public void meet(Link link) throws IOException {
      link.toClient().end();
    }

    @Override
    public void carry(Flow flow, ByteBuffer bytes) throws IOException {
      if (flow.isToClient()) {
        bytes.position(bytes.limit());
      } else {
        flow.write(bytes, bytes.remaining());
      }
    }
  },

  /** Three bytes of each answer, then a reset. */
  RESET_MID_REPLY {
    @Override
    public void carry(Flow flow, ByteBuffer bytes) throws IOException {
      if (flow.isToClient()) {
        flow.write(bytes, Math.min(3, bytes.remaining()));
        flow.link().reset();
        bytes.position(bytes.limit());
      } else {
        flow.write(bytes, bytes.remaining());
      }
    }
  }
}
