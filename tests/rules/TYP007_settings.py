from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    url: str


settings = Settings()  # type: ignore  # expect: TYP007 "hides every error" "# from the environment`."
given = Settings(url=1)  # type: ignore  # expect: TYP007 "hides every error"
