# A small image that runs as nobody in particular; the database file lives in /data.
FROM python:3.13-slim AS build
WORKDIR /build
COPY . .
RUN python -m venv /opt/steward \
 && /opt/steward/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /data steward
COPY --from=build /opt/steward /opt/steward
ENV PATH=/opt/steward/bin:$PATH PYTHONUNBUFFERED=1 STEWARD_LOG=json
USER steward
WORKDIR /data
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["steward"]
CMD ["run"]
