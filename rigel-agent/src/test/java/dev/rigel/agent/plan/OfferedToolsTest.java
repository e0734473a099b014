package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.AgentBench;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.RemotePorts;
import dev.rigel.tools.Shelf;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfferedToolsTest {
  private final OfferedTools tools = new OfferedTools(new AgentBench().toolbox(foreign()));

  private static RemotePorts foreign() {
    return RemotePorts.NONE.withForeign(
        List.of(
            new Shelf(
                "by the MCP server weather",
                List.of(
                    new Foreign("weather", "weather_forecast", "The forecast for a city."),
                    new Foreign("weather", "weather_stations", "Lists measuring stations.")))),
        Map.of());
  }

  @Test
  void showsToolsOfOtherProgramsThatARequestMayBeFor() {
    assertThat(tools.foreignFor("What is the forecast for the city on this sign?", List.of()))
        .singleElement()
        .asString()
        .startsWith("weather_forecast(text: str)");
    assertThat(tools.foreignFor("Blur the faces", List.of())).isEmpty();
  }

  @Test
  void showsAllOfAToolsetThatIsAskedForAndNoneOfOthers() {
    assertThat(tools.foreignFor("Blur the faces", List.of("weather"))).hasSize(2);
    assertThat(tools.foreignFor("The forecast for a city", List.of("image"))).isEmpty();
  }

  private static final class Foreign extends DeclaredTool {
    Foreign(String toolset, String name, String purpose) {
      super(
          Declaration.of(toolset, name, purpose)
              .takes("text", Type.STR, "a text")
              .gives(Type.ANY)
              .hint(purpose));
    }

    @Override
    public Object call(Arguments arguments, CallContext context) {
      return "";
    }
  }
}
