# A small image that runs as nobody in particular; the database file lives in /data.
FROM python:3.13-slim AS build
WORKDIR /build
COPY . .
RUN python -m venv /opt/steward \
 && /opt/steward/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /data steward
COPY --from=build /opt/steward /opt/steward
ENV PATH=/opt/steward/bin:$PATH PYTHONUNBUFFERED=1 STEWARD_LOG=json STEWARD_HEALTH=0.0.0.0:9090
USER steward
WORKDIR /data
VOLUME /data
EXPOSE 3000 9090
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:9090/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["steward"]
CMD ["run"]
